// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What somebody has had to do with the very things that a row is about: one history says what
 * happened to whom with which thing and when ({@code household, product, time}), another which
 * things belong to something that the row names ({@code campaign, product}). Counted are the lines
 * of the row's somebody, before the row's own time, whose thing belongs to the row's something: a
 * month, and of all their lines.
 *
 * @param happened with times
 * @param belongs without
 */
public record Through(History happened, History belongs) {
  /** Shrinks the share of those with few lines: so many lines of nothing in common are added. */
  private static final double PRIOR_LINES = 10;

  /** A way from the row's key in one history over a common column to its key in the other. */
  private record Way(String who, String link, String what) {}

  /** Adds nothing where the two do not meet. */
  public Table join(Table rows, Optional<String> asOf) {
    var joined = rows;
    if (asOf.isEmpty() || happened.time().isEmpty() || belongs.time().isPresent()) return rows;
    for (Way way : ways(rows)) joined = join(joined, way, asOf.get(), happened.time().get());
    return joined;
  }

  private List<Way> ways(Table rows) {
    var ways = new ArrayList<Way>();
    var left = happened.table().names();
    var right = belongs.table().names();
    for (String who : left)
      for (String what : right)
        for (String link : left)
          if (!who.equals(what)
              && rows.names().contains(who)
              && rows.names().contains(what)
              && right.contains(link)
              && !rows.names().contains(link)) ways.add(new Way(who, link, what));
    return ways;
  }

  private Table join(Table rows, Way way, String asOf, String time) {
    var things = grouped(belongs.table().column(way.what()), belongs.table().column(way.link()));
    var lines = byKey(happened.table().column(way.who()));
    double[] when = History.times(happened.table().column(time));
    double[] now = History.times(rows.column(asOf));
    double start = Arrays.stream(when).filter(t -> !Double.isNaN(t)).min().orElse(0);
    String[] link = happened.table().column(way.link());
    String[] who = rows.column(way.who());
    String[] what = rows.column(way.what());
    String[] rate = new String[who.length];
    String[] share = new String[who.length];
    for (int i = 0; i < who.length; i++) {
      var own = things.getOrDefault(what[i], Set.of());
      double all = 0;
      double common = 0;
      for (int line : lines.getOrDefault(who[i], List.of())) {
        if (!(when[line] < now[i])) continue;
        all++;
        if (own.contains(link[line])) common++;
      }
      rate[i] = Double.toString(common / History.months(start, now[i]));
      share[i] = Double.toString(common / (all + PRIOR_LINES));
    }
    String name =
        "%s by %s of %s in %s by %s: "
            .formatted(happened.name(), way.who(), way.link(), belongs.name(), way.what());
    return History.with(
        rows,
        List.of(
            new History.Added(name + "lines a month", rate),
            new History.Added(name + "share of lines", share)));
  }

  private static Map<String, Set<String>> grouped(String[] keys, String[] values) {
    var groups = new HashMap<String, Set<String>>();
    for (int i = 0; i < keys.length; i++)
      groups.computeIfAbsent(keys[i], k -> new TreeSet<>()).add(values[i]);
    return groups;
  }

  private static Map<String, List<Integer>> byKey(String[] keys) {
    var lines = new HashMap<String, List<Integer>>();
    for (int i = 0; i < keys.length; i++)
      lines.computeIfAbsent(keys[i], k -> new ArrayList<>()).add(i);
    return lines;
  }
}
