// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.worth.protocol.CustomerId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some of the customers, always the same ones for the same version; another version gets others.
 * Written as {@code 5%}, a share of the customers, or as {@code 3/100}, three of a hundred shards.
 */
public sealed interface Slice {
  /** By a hash of version and customer: more percent adds customers and takes none away. */
  record Percent(double percent) implements Slice {
    public Percent {
      if (!(percent > 0 && percent <= 100))
        throw new IllegalArgumentException(
            "a canary of " + percent + " %: give more than 0 and at most 100");
    }

    @Override
    public boolean covers(CustomerId customer, String version) {
      return Hash.share(version, customer.value()) * 100 < percent;
    }

    @JsonValue
    @Override
    public String toString() {
      return number(percent) + "%";
    }
  }

  /**
   * Whole shards, so that a bad version harms no more nodes than they live on.
   *
   * @param of all shards of the cluster
   */
  record Shards(int count, int of) implements Slice {
    public Shards {
      if (count < 1 || count > of)
        throw new IllegalArgumentException(
            "a canary of " + count + " of " + of + " shards: give 1 to " + of);
    }

    @Override
    public boolean covers(CustomerId customer, String version) {
      int shard = Math.floorMod(customer.value().hashCode(), of);
      int first = (int) (Hash.share(version, "") * of);
      return Math.floorMod(shard - first, of) < count;
    }

    @JsonValue
    @Override
    public String toString() {
      return count + "/" + of;
    }
  }

  boolean covers(CustomerId customer, String version);

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if it is neither form
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Slice of(String text) {
    Matcher shards = Forms.SHARDS.matcher(text);
    if (shards.matches())
      return new Shards(Integer.parseInt(shards.group(1)), Integer.parseInt(shards.group(2)));
    Matcher percent = Forms.PERCENT.matcher(text);
    if (percent.matches()) return new Percent(Double.parseDouble(percent.group(1)));
    throw new IllegalArgumentException(
        "'" + text + "' is no part of the customers: give a share as 5%, or shards as 3/100");
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  /** How slices are written. */
  final class Forms {
    private static final Pattern SHARDS = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?)%");

    private Forms() {}
  }
}
