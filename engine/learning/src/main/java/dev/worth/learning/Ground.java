// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.scoring.Backbone;
import dev.worth.core.scoring.ClosedForm;
import dev.worth.core.scoring.Mixture;
import dev.worth.learning.btyd.BackboneFit.Options;
import dev.worth.learning.renewal.MixtureFit;
import java.util.Optional;

/** The closed form that a stack stands on and that extrapolates for it. */
interface Ground {
  /** For the card. */
  String name();

  /** Fitted to everything that is known. */
  ClosedForm whole(History history);

  /** As it would have been known earlier, on the clock of the whole history. */
  ClosedForm earlier(History earlier, ClosedForm whole);

  /**
   * Whether its level shall follow back-tests as far as they agree, and what buyers order and spend
   * be corrected as well as who buys.
   */
  boolean drifts();

  /**
   * Buy till you die, in seasonal time.
   *
   * @param start an earlier fit, from which less has to be searched
   */
  record Btyd(Options option, Optional<Backbone> start) implements Ground {
    @Override
    public String name() {
      return option.model();
    }

    @Override
    public ClosedForm whole(History history) {
      return BackboneAlone.closedForm(history, option, start);
    }

    @Override
    public ClosedForm earlier(History earlier, ClosedForm whole) {
      return BackboneAlone.closedForm(earlier, option, whole.backbone().clock(), start);
    }

    @Override
    public boolean drifts() {
      return true;
    }
  }

  /**
   * The sleeping renewal mixture. Its level is not moved: intercepts of back-tests do not carry
   * over from one season to the next. Nor are its amounts, which are credible means: slopes on
   * logarithms undervalue who spends most.
   */
  record Renewal() implements Ground {
    @Override
    public String name() {
      return "mixture";
    }

    @Override
    public ClosedForm whole(History history) {
      return closedForm(history, MixtureFit.fit(history.purchases(), history.cut()));
    }

    @Override
    public ClosedForm earlier(History earlier, ClosedForm whole) {
      var like = (Mixture) whole.backbone();
      return closedForm(earlier, MixtureFit.like(like, earlier.purchases(), earlier.cut()));
    }

    private static ClosedForm closedForm(History history, Mixture mixture) {
      return new ClosedForm(mixture, ProspectsFit.fit(history, mixture.clock()));
    }

    @Override
    public boolean drifts() {
      return false;
    }
  }
}
