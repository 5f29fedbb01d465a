// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.online;

import dev.worth.core.scoring.OnlineLayer;
import dev.worth.core.scoring.OnlineScorer;
import dev.worth.core.scoring.Scorer;
import dev.worth.core.scoring.Scorers;
import dev.worth.protocol.CustomerId;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/**
 * The models in use with what was learned since on top. What was learned is folded from events, so
 * a restart gives the same; a new version of the model begins anew.
 */
public final class Online implements Scorers {
  private final Scorers models;
  private final AtomicReference<OnlineLayer> layer = new AtomicReference<>(OnlineLayer.NONE);
  private final boolean enabled;

  /**
   * @param enabled whether anything is added; the layer learns all the same
   */
  public Online(Scorers models, boolean enabled) {
    this.models = models;
    this.enabled = enabled;
  }

  @Override
  public Scorer of(CustomerId customer) {
    Scorer model = models.of(customer);
    return enabled ? OnlineScorer.of(model, layer.get()) : model;
  }

  /** The models alone. */
  public Scorers models() {
    return models;
  }

  /** What has been learned so far. */
  public OnlineLayer layer() {
    return layer.get();
  }

  /**
   * Starts to keep what is learned.
   *
   * @return where outcomes of a cut-off go
   */
  public Learner start(ActorSystem<?> system) {
    ActorRef<OnlineEntity.Follow> entity =
        system.systemActorOf(OnlineEntity.create(layer::set), "online", Props.empty());
    return (version, cutoff, outcomes) ->
        entity.tell(new OnlineEntity.Follow(version, cutoff, outcomes));
  }

  /** Takes the outcomes of a cut-off; the same cut-off again changes nothing. */
  @FunctionalInterface
  public interface Learner {
    void follow(String version, long cutoff, List<OnlineLayer.Outcome> outcomes);
  }
}
