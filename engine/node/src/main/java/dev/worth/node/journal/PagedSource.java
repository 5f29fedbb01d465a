// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToLongFunction;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;

/**
 * A query as a stream, read page by page as it is consumed. A live one waits at the end for the
 * next commit; a slow poll beside it covers what another process wrote.
 */
final class PagedSource<T> extends GraphStage<SourceShape<T>> {
  static final int PAGE = 512;

  /**
   * What to read.
   *
   * @param page the elements after a cursor, at most {@link #PAGE}; fewer mean the end for now
   * @param cursor of an element
   * @param start read what is after this cursor
   * @param end the last cursor wanted
   */
  record Query<T>(Page<T> page, ToLongFunction<T> cursor, long start, long end, boolean live) {}

  /** Reads one page. */
  interface Page<T> {
    CompletableFuture<List<T>> after(long cursor, int limit);
  }

  private final Outlet<T> out = Outlet.create("PagedSource.out");
  private final SourceShape<T> shape = SourceShape.of(out);
  private final SqliteStore store;
  private final Query<T> query;
  private final Duration poll;

  PagedSource(SqliteStore store, Query<T> query, Duration poll) {
    this.store = store;
    this.query = query;
    this.poll = poll;
  }

  @Override
  public SourceShape<T> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Runnable listener = this::wake;
    private final AsyncCallback<List<T>> pages = createAsyncCallback(this::received);
    private final AsyncCallback<Throwable> failures = createAsyncCallback(this::failStage);
    private final AsyncCallback<Object> commits = createAsyncCallback(any -> more());
    private Iterator<T> page = Collections.emptyIterator();
    private long cursor = query.start();
    private boolean fetching;
    private boolean again;
    private boolean last;

    Logic() {
      super(shape);
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              next();
            }
          });
    }

    @Override
    public void preStart() {
      if (cursor >= query.end()) {
        completeStage();
        return;
      }
      if (!query.live()) return;
      store.listen(listener);
      scheduleAtFixedRate("poll", poll, poll);
    }

    @Override
    public void postStop() {
      store.forget(listener);
    }

    @Override
    public void onTimer(Object key) {
      more();
    }

    /**
     * On the writing thread: one message to the stream, however many commits there are meanwhile.
     */
    private void wake() {
      if (woken.compareAndSet(false, true)) commits.invoke(this);
    }

    private void more() {
      woken.set(false);
      if (fetching) again = true;
      else if (isAvailable(out) && !page.hasNext()) fetch();
    }

    private void next() {
      if (page.hasNext()) emit(page.next());
      else if (last) completeStage();
      else if (!fetching) fetch();
    }

    private void emit(T element) {
      cursor = query.cursor().applyAsLong(element);
      if (cursor > query.end()) {
        completeStage();
        return;
      }
      push(out, element);
      if (cursor == query.end() || (last && !page.hasNext())) completeStage();
    }

    private void fetch() {
      fetching = true;
      again = false;
      query
          .page()
          .after(cursor, PAGE)
          .whenComplete(
              (found, error) -> {
                if (error == null) pages.invoke(found);
                else failures.invoke(Futures.plain(error));
              });
    }

    private void received(List<T> found) {
      fetching = false;
      page = found.iterator();
      last = !query.live() && found.size() < PAGE;
      if (page.hasNext() || last) next();
      else if (again) fetch();
    }
  }
}
