// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import dev.worth.core.decision.CustomerDecider;
import dev.worth.core.scoring.Scorers;
import dev.worth.core.scoring.Scoring.Question;
import dev.worth.node.facts.FactCodec;
import dev.worth.node.facts.StorageException;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.QuarantineReleased;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.Score;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * The only door to the customers: finds the entity in the cluster, tells it, gathers the answers.
 *
 * <p>Every stage ends within {@link Options#patience()}. It may fail with {@link Overloaded} (turn
 * the client away for now; nothing was stored) or {@link NotAnswered} (sending the same again is
 * safe). Stages are completed on a thread of the actor system: do not block in what follows.
 *
 * <p>Long because it is the whole list of what can be asked of customers.
 */
public final class Customers {
  /** Never changes: shards of a rolling update find one another by it. */
  private static final EntityTypeKey<Message> KEY = EntityTypeKey.create(Message.class, "customer");

  /**
   * What is fixed while a node runs.
   *
   * @param currency of the shop
   * @param shards fixed for the life of a journal
   * @param snapshotEvery events between two snapshots of a customer
   * @param inFlight facts and questions under way at once
   * @param patience how long an answer is waited for
   * @param readJournal Pekko's id of the plugin that reads the journal
   */
  public record Options(
      String currency,
      int shards,
      int snapshotEvery,
      int inFlight,
      Duration patience,
      String readJournal) {}

  private final ActorRef<Message> entities;
  private final List<ActorRef<Desk.Note>> desks;
  private final AtomicLong batches = new AtomicLong();
  private final Headroom headroom;
  private final AtomicLong live;
  private final History history;

  private Customers(
      ActorRef<Message> entities,
      List<ActorRef<Desk.Note>> desks,
      Headroom headroom,
      AtomicLong live,
      History history) {
    this.entities = entities;
    this.desks = desks;
    this.headroom = headroom;
    this.live = live;
    this.history = history;
  }

  /**
   * Starts the shards of this node. The node must join a cluster before anybody answers.
   *
   * @param scorers the models in use, asked for anew at every score
   */
  public static Customers start(ActorSystem<?> system, Options options, Scorers scorers) {
    return start(system, options, scorers, Exposing.NOTHING);
  }

  /**
   * The same.
   *
   * @param exposing what is journaled before a score is told
   */
  public static Customers start(
      ActorSystem<?> system, Options options, Scorers scorers, Exposing exposing) {
    var live = new AtomicLong();
    var answering =
        new Answering(scorers, exposing, options.currency(), options.snapshotEvery(), live);
    var decider = new CustomerDecider(Customers::json);
    var entity =
        Entity.of(KEY, c -> CustomerEntity.create(c.getEntityId(), decider, answering))
            .withMessageExtractor(new ByCustomer(options.shards()));
    return new Customers(
        ClusterSharding.get(system).init(entity),
        desks(system, options.patience()),
        new Headroom(options.inFlight()),
        live,
        new History(system, options.readJournal(), answering));
  }

  /** What an answer sets off runs at the desk, so there is one for each core. */
  private static List<ActorRef<Desk.Note>> desks(ActorSystem<?> system, Duration patience) {
    return IntStream.range(0, Runtime.getRuntime().availableProcessors())
        .mapToObj(
            i ->
                system.systemActorOf(
                    Desk.create(patience), "desk-" + i, DispatcherSelector.defaultDispatcher()))
        .toList();
  }

  private static String json(CustomerEvent fact) {
    return new String(FactCodec.toJson(fact), StandardCharsets.UTF_8);
  }

  /**
   * Records facts of many customers: one decision and one atomic write for each customer.
   *
   * @param facts in the order sent
   * @param thenScore asked of every customer with a fact in {@code triggers}, after the write
   * @return one for each customer who answered; fails only when nobody did
   */
  public CompletionStage<Batch> record(
      Map<CustomerId, List<CustomerEvent>> facts,
      Optional<Question> thenScore,
      Predicate<CustomerEvent> triggers) {
    if (facts.isEmpty()) return CompletableFuture.completedFuture(new Batch(List.of(), Map.of()));
    int load = facts.values().stream().mapToInt(List::size).sum();
    var messages = new ArrayList<Function<Ticket, Message>>(facts.size());
    facts.forEach((id, some) -> messages.add(recording(id, some, thenScore, triggers)));
    return ask(load, messages).thenApply(all -> batch(facts.keySet(), all));
  }

  /** Records facts of one customer and then scores it, if a question is given. */
  public CompletionStage<Recorded> record(
      CustomerId customer, List<CustomerEvent> facts, Optional<Question> thenScore) {
    var message = recording(customer, facts, thenScore, fact -> true);
    return one(facts.size(), message, Recorded.class);
  }

  private static Function<Ticket, Message> recording(
      CustomerId customer,
      List<CustomerEvent> facts,
      Optional<Question> thenScore,
      Predicate<CustomerEvent> triggers) {
    boolean score = thenScore.isPresent() && facts.stream().anyMatch(triggers);
    Optional<Question> question = score ? thenScore : Optional.empty();
    return ticket -> new Message.Record(customer.value(), facts, question, ticket);
  }

  /**
   * Scores one customer, known or not.
   *
   * @param minSeq the least sequence number the score must include; 0 for any
   */
  public CompletionStage<Answer> score(CustomerId customer, Question question, long minSeq) {
    return one(
        1, ticket -> new Message.Ask(customer.value(), question, minSeq, ticket), Answer.class);
  }

  /**
   * Scores one customer and keeps the score as a forecast before it is told.
   *
   * @param id of the forecast: what an outcome is joined by
   */
  public CompletionStage<Answer> forecast(
      CustomerId customer, Question question, long minSeq, String id) {
    return one(
        1,
        ticket -> new Message.Forecast(customer.value(), question, minSeq, id, ticket),
        Answer.class);
  }

  /** Keeps what is about a customer and is not folded: a forecast, an outcome. */
  public CompletionStage<Noted> note(CustomerId customer, CustomerEvent note) {
    return one(1, ticket -> new Message.Note(customer.value(), note, ticket), Noted.class);
  }

  /**
   * Scores many customers.
   *
   * @return one for each, in the order given, all completed: with an answer, or with {@link
   *     NotAnswered}
   */
  public CompletionStage<List<CompletableFuture<Answer>>> score(
      List<CustomerId> customers, Question question) {
    if (customers.isEmpty()) return CompletableFuture.completedFuture(List.of());
    var messages =
        customers.stream()
            .<Function<Ticket, Message>>map(
                id -> ticket -> new Message.Ask(id.value(), question, 0, ticket))
            .toList();
    return ask(customers.size(), messages).thenApply(Customers::each);
  }

  /**
   * Scores many customers and keeps each score as a forecast before it is told. The lists have one
   * entry for each customer.
   *
   * @return as {@link #score(List, Question)}
   */
  public CompletionStage<List<CompletableFuture<Answer>>> forecast(
      List<CustomerId> customers, Question question, List<Long> minSeqs, List<String> ids) {
    if (customers.isEmpty()) return CompletableFuture.completedFuture(List.of());
    var messages =
        IntStream.range(0, customers.size())
            .<Function<Ticket, Message>>mapToObj(
                i ->
                    ticket ->
                        new Message.Forecast(
                            customers.get(i).value(), question, minSeqs.get(i), ids.get(i), ticket))
            .toList();
    return ask(customers.size(), messages).thenApply(Customers::each);
  }

  /** What is remembered of one customer, known or not. */
  public CompletionStage<Seen> look(CustomerId customer) {
    return one(1, ticket -> new Message.Look(customer.value(), ticket), Seen.class);
  }

  /** Gives up a quarantined fact. */
  public CompletionStage<Released> release(CustomerId customer, QuarantineReleased as) {
    return one(1, ticket -> new Message.Release(customer.value(), as, ticket), Released.class);
  }

  /**
   * The score as it would have been at {@code question.now()} with every fact known today that had
   * happened by then: a replay of the customer's journal.
   */
  public CompletionStage<Score> scoreAsOf(CustomerId customer, Question question) {
    return bounded(1, () -> readable(customer, history.scoreAsOf(customer, question)));
  }

  /**
   * The customer's facts in the order they were journaled.
   *
   * @param fromSequenceNr the first wanted
   * @param limit how many at most
   */
  public CompletionStage<List<Told>> timeline(CustomerId customer, long fromSequenceNr, int limit) {
    return bounded(limit, () -> readable(customer, history.tell(customer, fromSequenceNr, limit)));
  }

  /** What the exposures to an experiment are tagged with in the journal. Never changes. */
  public static String exposureTag(String experiment) {
    return "experiment:" + experiment;
  }

  /** Facts and questions under way now: a gauge. */
  public long inFlight() {
    return headroom.taken();
  }

  /** Customers of this node in memory now: a gauge. */
  public long live() {
    return live.get();
  }

  private <T extends Outcome> CompletionStage<T> one(
      int load, Function<Ticket, Message> message, Class<T> as) {
    return ask(load, List.of(message)).thenApply(all -> expect(all[0], as));
  }

  private static Batch batch(Set<CustomerId> customers, Outcome[] outcomes) {
    var recorded = new ArrayList<Recorded>(outcomes.length);
    var unanswered = new LinkedHashMap<CustomerId, NotAnswered>();
    int place = 0;
    for (CustomerId customer : customers) {
      Outcome outcome = outcomes[place++];
      if (outcome instanceof Outcome.Failed failed)
        unanswered.put(customer, new NotAnswered(failed));
      else recorded.add(expect(outcome, Recorded.class));
    }
    if (recorded.isEmpty()) throw unanswered.values().iterator().next();
    return new Batch(recorded, unanswered);
  }

  private static List<CompletableFuture<Answer>> each(Outcome[] outcomes) {
    return Arrays.stream(outcomes)
        .map(
            outcome ->
                outcome instanceof Outcome.Failed failed
                    ? CompletableFuture.<Answer>failedFuture(new NotAnswered(failed))
                    : CompletableFuture.completedFuture((Answer) outcome))
        .toList();
  }

  private static <T extends Outcome> T expect(Outcome outcome, Class<T> as) {
    if (outcome instanceof Outcome.Failed failed) throw new NotAnswered(failed);
    return as.cast(outcome);
  }

  private CompletionStage<Outcome[]> ask(int load, List<Function<Ticket, Message>> messages) {
    return bounded(
        load,
        () -> {
          long batch = batches.incrementAndGet();
          var desk = desks.get((int) (batch % desks.size()));
          var whole = new CompletableFuture<Outcome[]>();
          desk.tell(new Desk.Open(batch, messages.size(), whole));
          for (int i = 0; i < messages.size(); i++)
            entities.tell(messages.get(i).apply(new Ticket(desk, batch, i)));
          return whole;
        });
  }

  /** Whoever reads past the entity hears of damage in the words of the entity. */
  private static <T> CompletionStage<T> readable(CustomerId customer, CompletionStage<T> read) {
    return read.exceptionallyCompose(
        failure -> CompletableFuture.failedFuture(told(customer, failure)));
  }

  private static Throwable told(CustomerId customer, Throwable failure) {
    var cause =
        failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure;
    return cause instanceof StorageException storage && storage.isDamage()
        ? new NotAnswered(Outcome.Failed.damaged(customer))
        : cause;
  }

  private <T> CompletionStage<T> bounded(int load, Supplier<CompletionStage<T>> work) {
    try {
      headroom.take(load);
    } catch (Overloaded tooMuch) {
      return CompletableFuture.failedFuture(tooMuch);
    }
    return work.get().whenComplete((answer, error) -> headroom.giveBack(load));
  }
}
