// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.training;

import dev.worth.core.learning.TrainingPolicy.Reason;
import dev.worth.core.monitoring.Alarm;
import dev.worth.node.learning.Round;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * Decides when to train and sees each training through, one at a time. A training is journaled
 * before it begins; whoever takes over after a stop or a kill begins the same one again, and as the
 * same histories, settings and seed give the same bytes, it does not matter how far it had come.
 */
public final class TrainingJob
    extends EventSourcedBehavior<TrainingJob.Command, TrainingEvent, TrainingState> {
  private static final PersistenceId ID = PersistenceId.ofUniqueId("training");

  /** What it can be told. Stays on this node, or is a question about it. */
  public sealed interface Command {}

  /** The examples have been brought up to date. */
  record Observe(Round round) implements Command {}

  /** Somebody wants a training now. */
  record Start(String reason, ActorRef<StatusReply<TrainingStatus>> answer) implements Command {}

  record Ask(ActorRef<StatusReply<TrainingStatus>> answer) implements Command {}

  private record Progress(int number, double share) implements Command {}

  private record Done(int number, String says) implements Command {}

  private record Broken(int number, String why) implements Command {}

  private final ActorContext<Command> context;
  private final TrainingSettings settings;
  private final Training training;
  private double share;
  private Optional<Round> newest = Optional.empty();

  private TrainingJob(ActorContext<Command> context, TrainingSettings settings, Training training) {
    super(
        ID,
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(10), 0.2));
    this.context = context;
    this.settings = settings;
    this.training = training;
  }

  static Behavior<Command> create(TrainingSettings settings, Training training) {
    return Behaviors.setup(context -> new TrainingJob(context, settings, training));
  }

  @Override
  public TrainingState emptyState() {
    return TrainingState.NEW;
  }

  @Override
  public EventHandler<TrainingState, TrainingEvent> eventHandler() {
    return TrainingState::evolve;
  }

  @Override
  public SignalHandler<TrainingState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), state -> state.open().ifPresent(this::train))
        .build();
  }

  @Override
  public CommandHandler<Command, TrainingEvent, TrainingState> commandHandler() {
    return this::handle;
  }

  private Effect<TrainingEvent, TrainingState> handle(TrainingState state, Command command) {
    return switch (command) {
      case Observe observe -> observe(state, observe.round());
      case Start start -> start(state, start);
      case Ask ask -> {
        ask.answer().tell(StatusReply.success(TrainingStatus.of(state, share)));
        yield Effect().none();
      }
      case Progress progress -> {
        share = progress.share();
        yield Effect().none();
      }
      case Done done -> ended(state, done);
      case Broken broken -> {
        context.getLog().warn("training {} failed: {}", broken.number(), broken.why());
        yield Effect()
            .persist(new TrainingEvent.Failed(broken.number(), broken.why(), Instant.now()));
      }
    };
  }

  private Effect<TrainingEvent, TrainingState> ended(TrainingState state, Done done) {
    String version = state.open().map(Run::version).orElse("");
    context.getLog().info("training {}: {}", done.number(), done.says());
    return Effect()
        .persist(new TrainingEvent.Finished(done.number(), version, done.says(), Instant.now()));
  }

  /** Alarms are kept; where it is time, a training is begun. */
  private Effect<TrainingEvent, TrainingState> observe(TrainingState state, Round round) {
    newest = Optional.of(round);
    var events = new ArrayList<TrainingEvent>();
    if (!round.alarms().isEmpty()) events.add(alarmed(round));
    var run = reason(state, round).map(reason -> training.plan(state.next(), reason, round));
    run.ifPresent(one -> events.add(new TrainingEvent.Started(one)));
    return Effect().persist(events).thenRun(next -> run.ifPresent(this::train));
  }

  private Optional<String> reason(TrainingState state, Round round) {
    if (!settings.enabled() || !training.isPossible() || state.open().isPresent())
      return Optional.empty();
    boolean drifts = round.alarms().stream().anyMatch(TrainingJob::isDrift);
    return settings
        .policy()
        .reason(state.lastForPolicy(), round.now(), round.labelled(), drifts)
        .map(reason -> words(reason, round));
  }

  private static String words(Reason reason, Round round) {
    String name = reason.name().toLowerCase(Locale.ROOT);
    if (reason != Reason.DRIFT) return name;
    return round.alarms().stream()
        .filter(TrainingJob::isDrift)
        .map(alarm -> alarm.what() + " " + alarm.says())
        .collect(Collectors.joining("; ", name + ": ", ""));
  }

  /** One feature alone may move with the seasons; a source is left out, not learned from. */
  private static boolean isDrift(Alarm alarm) {
    return !alarm.what().equals("source") && !alarm.what().startsWith("feature ");
  }

  private static TrainingEvent alarmed(Round round) {
    var lines =
        round.alarms().stream()
            .map(a -> new TrainingEvent.Line(a.what(), a.figure(), a.limit(), a.says()))
            .toList();
    return new TrainingEvent.Alarmed(round.now(), lines);
  }

  private Effect<TrainingEvent, TrainingState> start(TrainingState state, Start start) {
    var refusal = refusal(state);
    if (refusal.isPresent()) {
      start.answer().tell(StatusReply.error(refusal.get()));
      return Effect().none();
    }
    Run run = training.plan(state.next(), "command: " + start.reason(), newest.orElseThrow());
    return Effect()
        .persist(new TrainingEvent.Started(run))
        .thenRun(
            next -> {
              train(run);
              start.answer().tell(StatusReply.success(TrainingStatus.of(next, share)));
            });
  }

  private Optional<String> refusal(TrainingState state) {
    if (!training.isPossible())
      return Optional.of("no trainer is on the class path: put worth-learning on it");
    if (state.open().isPresent())
      return Optional.of(
          "training %d is under way: wait for its end".formatted(state.open().get().number()));
    return newest.isEmpty()
        ? Optional.of("no fact has been taken in yet: send some, or wait a moment")
        : Optional.empty();
  }

  private void train(Run run) {
    share = 0;
    context.getLog().info("training {} begins: {}", run.number(), run.reason());
    var self = context.getSelf();
    var result = training.train(run, done -> self.tell(new Progress(run.number(), done)));
    context.pipeToSelf(
        result,
        (says, failure) ->
            failure == null
                ? new Done(run.number(), says)
                : new Broken(run.number(), Training.why(failure)));
  }
}
