// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.decision.CustomerCommand;
import dev.worth.core.decision.CustomerDecider;
import dev.worth.core.decision.Decision.Accepted;
import dev.worth.core.decision.Decision.Refused;
import dev.worth.core.scoring.Forecasts;
import dev.worth.core.scoring.Scoring.Question;
import dev.worth.node.entity.Answer.Behind;
import dev.worth.node.entity.Answer.Scored;
import dev.worth.node.entity.Message.Records;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.EventQuarantined;
import dev.worth.protocol.CustomerEvent.ExperimentExposed;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.Score;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.RecoveryFailed;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EffectBuilder;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * Runs one customer: asks the decider, journals what it says, answers. No rules live here.
 *
 * <p>Every answer is given after the write it rests on is on disk, and while a write is under way
 * further messages wait: so whoever has read an answer finds it in every later one.
 *
 * <p>Long because each kind of message has its few lines here, and their order is what it promises.
 */
final class CustomerEntity
    extends EventSourcedBehaviorWithEnforcedReplies<Message, CustomerEvent, CustomerState> {
  /** On every quarantined event in the journal, so that they can be listed. */
  static final String QUARANTINE = "quarantine";

  private static final Set<String> QUARANTINED = Set.of(QUARANTINE);
  private static final int KEPT_SNAPSHOTS = 2;

  /** Messages wait meanwhile, so nobody but the asker of the failed write hears of it. */
  private static final BackoffSupervisorStrategy AGAIN =
      SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(2), 0.2);

  private final ActorContext<Message> context;
  private final CustomerId customer;
  private final CustomerDecider decider;
  private final ScoreCache scores;
  private final int snapshotEvery;
  private final Recovering recovering;
  private final Gathering gathering;

  /** What the events under way leave, and how many of them are yet to be handled. */
  private @Nullable CustomerState foreseen;

  private int left;
  private @Nullable Message unanswered;

  private CustomerEntity(
      ActorContext<Message> context,
      CustomerId customer,
      CustomerDecider decider,
      Answering answering,
      Recovering recovering,
      Gathering gathering) {
    super(persistenceId(customer), AGAIN);
    this.context = context;
    this.customer = customer;
    this.decider = decider;
    this.scores = new ScoreCache(customer, answering);
    this.snapshotEvery = answering.snapshotEvery();
    this.recovering = recovering;
    this.gathering = gathering;
  }

  static Behavior<Message> create(String customer, CustomerDecider decider, Answering answering) {
    var id = new CustomerId(customer);
    var recovering = new Recovering(id, answering.live());
    var gathering = new Gathering();
    Behavior<Message> entity =
        Behaviors.setup(
            context -> new CustomerEntity(context, id, decider, answering, recovering, gathering));
    var supervised = Behaviors.supervise(entity).onFailure(AGAIN);
    return recovering.around(Behaviors.intercept(() -> gathering, supervised));
  }

  /** Never changes: it is the name of the customer's facts in every journal. */
  static PersistenceId persistenceId(CustomerId customer) {
    return PersistenceId.ofUniqueId("customer|" + customer.value());
  }

  @Override
  public CustomerState emptyState() {
    return CustomerState.UNKNOWN;
  }

  @Override
  public CommandHandlerWithReply<Message, CustomerEvent, CustomerState> commandHandler() {
    return this::handle;
  }

  @Override
  public EventHandler<CustomerState, CustomerEvent> eventHandler() {
    return this::evolve;
  }

  /**
   * What the decider has folded to judge by is not folded again. Nobody sees the state between two
   * events of one write.
   */
  private CustomerState evolve(CustomerState state, CustomerEvent event) {
    if (foreseen == null) return state.evolve(event);
    if (--left > 0) return state;
    CustomerState all = foreseen;
    foreseen = null;
    return all;
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(snapshotEvery, KEPT_SNAPSHOTS);
  }

  @Override
  public Set<String> tagsFor(CustomerEvent event) {
    return switch (event) {
      case EventQuarantined e -> QUARANTINED;
      case ExperimentExposed e -> Set.of(Customers.exposureTag(e.experiment()));
      default -> Set.of();
    };
  }

  /** Whoever waits for an answer that a crash has swallowed is told so at once. */
  @Override
  public SignalHandler<CustomerState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), state -> recovering.done())
        .onSignal(RecoveryFailed.class, (state, failed) -> recovering.failed(failed.getFailure()))
        .onSignal(PreRestart.instance(), state -> excuse())
        .onSignal(PostStop.instance(), state -> excuse())
        .build();
  }

  private ReplyEffect<CustomerEvent, CustomerState> handle(CustomerState state, Message message) {
    unanswered = message;
    return switch (message) {
      case Message.Record record -> record(state, new Records(record.customer(), List.of(record)));
      case Records records -> record(state, records);
      case Message.Release release -> release(state, release);
      case Message.Ask ask -> ask(state, ask);
      case Message.Forecast forecast -> forecast(state, forecast);
      case Message.Note note -> note(state, note);
      case Message.Look look -> reply(look.ticket(), new Seen(sequenceNr(), state));
    };
  }

  private ReplyEffect<CustomerEvent, CustomerState> record(CustomerState state, Records records) {
    var facts = scores.isExposing() ? exposed(state, records) : records.facts();
    return switch (decider.decide(state, new CustomerCommand.Record(facts))) {
      case Accepted yes -> persist(records, yes);
      case Refused no -> throw new IllegalStateException("facts are never refused: " + no.reason());
    };
  }

  /**
   * A score that is asked for with facts exposes as any other: last, so that verdicts keep place.
   */
  private List<CustomerEvent> exposed(CustomerState state, Records records) {
    var due =
        records.all().stream()
            .flatMap(record -> record.thenScore().stream())
            .findFirst()
            .map(question -> scores.due(state, question))
            .orElse(List.of());
    return Stream.concat(records.facts().stream(), due.stream()).toList();
  }

  private ReplyEffect<CustomerEvent, CustomerState> persist(Records records, Accepted decision) {
    long sequenceNr = sequenceNr() + decision.events().size();
    return persist(decision)
        .thenRun((CustomerState state) -> recorded(state, sequenceNr, records, decision))
        .thenNoReply();
  }

  private EffectBuilder<CustomerEvent, CustomerState> persist(Accepted decision) {
    left = decision.events().size();
    foreseen = left == 0 ? null : decision.state();
    return Effect().persist(decision.events());
  }

  private void recorded(CustomerState state, long sequenceNr, Records records, Accepted decision) {
    int from = 0;
    for (Message.Record record : records.all()) {
      int to = from + record.facts().size();
      var rulings = List.copyOf(decision.verdicts().subList(from, to));
      Optional<Score> score = record.thenScore().map(q -> scores.get(state, sequenceNr, q));
      tell(record.ticket(), new Recorded(customer, sequenceNr, rulings, score));
      from = to;
    }
    unanswered = null;
    gathering.answered(context.getSelf());
  }

  private ReplyEffect<CustomerEvent, CustomerState> release(
      CustomerState state, Message.Release message) {
    return switch (decider.decide(state, new CustomerCommand.Release(message.as()))) {
      case Refused no -> reply(message.ticket(), new Released.Refused(no.reason()));
      case Accepted yes -> {
        var done = new Released.Done(sequenceNr() + yes.events().size());
        yield persist(yes)
            .thenReply(message.ticket().desk(), next -> answered(message.ticket(), done));
      }
    };
  }

  /** Whoever is told a score of an experiment's arm is exposed first, on disk. */
  private ReplyEffect<CustomerEvent, CustomerState> ask(CustomerState state, Message.Ask ask) {
    var due = scores.due(state, ask.question());
    long sequenceNr = sequenceNr() + due.size();
    if (due.isEmpty() || sequenceNr() < ask.minSeq())
      return reply(ask.ticket(), answer(state, ask.question(), ask.minSeq()));
    return Effect()
        .persist(due)
        .thenReply(
            ask.ticket().desk(),
            next ->
                answered(ask.ticket(), new Scored(scores.get(next, sequenceNr, ask.question()))));
  }

  /** The forecast is on disk when it is told, so that an outcome can always be joined to it. */
  private ReplyEffect<CustomerEvent, CustomerState> forecast(
      CustomerState state, Message.Forecast message) {
    Answer answer = answer(state, message.question(), message.minSeq());
    return switch (answer) {
      case Behind behind -> reply(message.ticket(), behind);
      case Scored scored -> {
        var events = new ArrayList<>(scores.due(state, message.question()));
        events.add(Forecasts.made(message.id(), scored.score()));
        yield Effect()
            .persist(events)
            .thenReply(message.ticket().desk(), next -> answered(message.ticket(), scored));
      }
    };
  }

  private ReplyEffect<CustomerEvent, CustomerState> note(
      CustomerState state, Message.Note message) {
    return switch (decider.decide(state, new CustomerCommand.Note(message.note()))) {
      case Refused no -> throw new IllegalStateException("notes are never refused: " + no.reason());
      case Accepted yes -> {
        var noted = new Noted(sequenceNr() + 1);
        yield persist(yes)
            .thenReply(message.ticket().desk(), next -> answered(message.ticket(), noted));
      }
    };
  }

  private Answer answer(CustomerState state, Question question, long minSeq) {
    long sequenceNr = sequenceNr();
    return sequenceNr < minSeq
        ? new Behind(sequenceNr)
        : new Scored(scores.get(state, sequenceNr, question));
  }

  private ReplyEffect<CustomerEvent, CustomerState> reply(Ticket ticket, Outcome outcome) {
    return Effect().reply(ticket.desk(), answered(ticket, outcome));
  }

  private Desk.Note answered(Ticket ticket, Outcome outcome) {
    unanswered = null;
    return ticket.with(outcome);
  }

  private void excuse() {
    recovering.again();
    if (unanswered != null) unanswered.waiting().forEach(CustomerEntity::excuse);
    unanswered = null;
    gathering.giveUp().forEach(record -> excuse(record.ticket()));
  }

  private static void excuse(Ticket ticket) {
    tell(
        ticket,
        Outcome.Failed.now(
            "the journal could not store what was sent, or the customer's entity stopped"));
  }

  private static void tell(Ticket ticket, Outcome outcome) {
    ticket.desk().tell(ticket.with(outcome));
  }

  private long sequenceNr() {
    return lastSequenceNumber(context);
  }
}
