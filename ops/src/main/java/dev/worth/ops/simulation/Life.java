// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.simulation;

import dev.worth.protocol.CouponCode;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.ConsentChanged;
import dev.worth.protocol.CustomerEvent.CouponIssued;
import dev.worth.protocol.CustomerEvent.ProfileUpdated;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.Gender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One simulated customer's facts, one after another. Visits come at a constant rate in seasonal
 * time until the customer leaves for good; a sleeper skips months after some orders. Holds the
 * facts of one visit and what follows from it, never the whole history.
 */
final class Life {
  private static final List<String> AGES = List.of("18-24", "25-34", "35-44", "45-54", "55-64");
  private static final List<String> REGIONS = List.of("north", "south", "east", "west", "capital");
  private static final double TELLS_PROFILE = 0.8;
  private static final double TELLS_CONSENT = 0.7;
  private static final double FALLS_ASLEEP = 0.2;
  private static final double SLEEPS_DAYS = 90;

  final Persona persona;
  final CustomerId customer;
  private final Seasons seasons;
  private final Coupons coupons;
  private final Dice dice;
  private final Diary diary;
  private final Visit visit;
  private final Instant end;
  private int campaign;

  /** Seasonal time of the next visit, and the same on the calendar. */
  private double clock;

  private Instant nextVisit;
  private @Nullable CustomerEvent head;

  Life(World world, Persona persona, Dice dice) {
    this.persona = persona;
    this.customer = new CustomerId(persona.customer());
    this.seasons = world.seasons();
    this.coupons = world.coupons();
    this.dice = dice;
    this.diary = new Diary(world.shop(), persona.customer());
    this.visit = new Visit(world, persona, dice, diary);
    this.end = world.shop().end();
    this.clock = seasons.passedAt(persona.joined());
    this.nextVisit = persona.joined();
    this.campaign = coupons.startedBefore(persona.joined());
    register();
    issueCoupons();
    advance();
  }

  /** The next fact; null when there are no more before the end. */
  @Nullable CustomerEvent head() {
    return head;
  }

  /** Goes on to the fact after {@link #head()}. */
  void advance() {
    Instant due = diary.next();
    while (nextVisit.isBefore(end) && (due == null || !due.isBefore(nextVisit))) {
      visit();
      due = diary.next();
    }
    head = due == null || !due.isBefore(end) ? null : diary.tell();
  }

  private void register() {
    if (dice.chance(TELLS_PROFILE)) {
      String age = dice.pick(AGES);
      Gender gender = dice.chance(0.55) ? Gender.FEMALE : Gender.MALE;
      String region = dice.pick(REGIONS);
      diary.note(persona.joined(), (k, at) -> new ProfileUpdated(k, at, age, gender, region));
    }
    if (dice.chance(TELLS_CONSENT)) {
      boolean marketing = dice.chance(0.6);
      boolean personalisation = dice.chance(0.85);
      diary.note(
          persona.joined().plusSeconds(20),
          (k, at) -> new ConsentChanged(k, at, personalisation, marketing));
    }
  }

  private void visit() {
    Instant begins = nextVisit.plus(Duration.ofHours(persona.hourShift()));
    boolean ordered = visit.at(begins, campaign - 1);
    clock += dice.exponential(1 / persona.visitRate());
    Instant calendar = seasons.at(clock);
    if (ordered && persona.sleeper() && dice.chance(FALLS_ASLEEP)) {
      calendar = calendar.plus(Duration.ofHours((long) (24 * dice.exponential(SLEEPS_DAYS))));
      clock = seasons.passedAt(calendar);
    }
    nextVisit = calendar.isBefore(persona.leaves()) ? calendar : end;
    issueCoupons();
  }

  /** Coupons of the campaigns up to the next visit, also for those who never come back. */
  private void issueCoupons() {
    for (; coupons.start(campaign).isBefore(nextVisit); campaign++) {
      if (!coupons.isTreated(persona.customer(), campaign)) continue;
      var code = new CouponCode(Coupons.code(campaign));
      String name = Coupons.name(campaign);
      diary.note(coupons.start(campaign), (k, at) -> new CouponIssued(k, at, code, name));
    }
  }
}
