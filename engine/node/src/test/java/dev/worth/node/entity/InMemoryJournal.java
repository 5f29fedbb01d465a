// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.dispatch.Futures;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import scala.concurrent.Future;

/** Says yes at once and keeps nothing: what the actors cost without a journal. */
public final class InMemoryJournal extends AsyncWriteJournal {
  static final Config CONFIG =
      ConfigFactory.parseString(
              """
              worth.data-dir = target/unused
              nothing.class = "dev.worth.node.entity.InMemoryJournal"
              nothing.plugin-dispatcher = "pekko.actor.default-dispatcher"
              nothing.write-response-global-order = off
              nothing.circuit-breaker { call-timeout = 0s, max-failures = 10, reset-timeout = 1s }
              pekko.persistence.journal.plugin = nothing
              pekko.persistence.snapshot-store.plugin = none
              none.class = "dev.worth.node.entity.NoSnapshots"
              none.plugin-dispatcher = "pekko.actor.default-dispatcher"
              none.circuit-breaker { call-timeout = 0s, max-failures = 10, reset-timeout = 1s }
              """)
          .withFallback(Node.IN_MEMORY);

  @Override
  public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> writes) {
    return Futures.successful(java.util.List.of());
  }

  @Override
  public Future<Void> doAsyncDeleteMessagesTo(String id, long to) {
    return Futures.successful(null);
  }

  @Override
  public Future<Void> doAsyncReplayMessages(
      String id, long from, long to, long max, Consumer<PersistentRepr> replay) {
    return Futures.successful(null);
  }

  @Override
  public Future<Long> doAsyncReadHighestSequenceNr(String id, long from) {
    return Futures.successful(0L);
  }
}
