// SPDX-License-Identifier: Apache-2.0
package dev.worth.node;

import dev.worth.node.http.Readiness;
import dev.worth.node.journal.SqliteStore;
import dev.worth.node.model.ModelSlot;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/** What must be in order before requests are sent to this node. */
final class Health {
  static List<Readiness> of(
      ActorSystem<?> system, CompletableFuture<?> sharding, SqliteStore journal, ModelSlot model) {
    var cluster = Cluster.get(system);
    return List.of(
        unless(
            "cluster",
            () -> cluster.selfMember().status() == MemberStatus.up(),
            () -> "this node is " + cluster.selfMember().status() + ", not yet or no longer up"),
        unless(
            "customers",
            () -> sharding.isDone() && !sharding.isCompletedExceptionally(),
            () -> "no customer has answered yet"),
        new Readiness("journal", () -> trouble(journal)),
        new Readiness("model", model::problem, model::behind));
  }

  private static Optional<String> trouble(SqliteStore journal) {
    return journal.overloaded()
        ? Optional.of(
            journal.backlog() + " writes wait for the disk: send less until they are done")
        : journal.trouble();
  }

  private static Readiness unless(String name, Supplier<Boolean> fine, Supplier<String> why) {
    return new Readiness(name, () -> fine.get() ? Optional.empty() : Optional.of(why.get()));
  }

  private Health() {}
}
