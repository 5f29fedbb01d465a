// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final Table ROWS =
      table("household,start", "a,2020-03-01", "b,2020-03-01", "a,2020-02-01", "c,2020-03-01");

  @Test
  void only_what_was_before_a_row_is_known_of_it() {
    var orders =
        new History(
            "orders",
            table(
                "household,when,amount",
                "a,2020-01-15,10",
                "a,2020-02-20 10:00:00,5",
                "b,2020-03-01,7", // at the very moment, so not before it
                "a,2020-04-01,99"));
    var joined = orders.join(ROWS, Optional.of("start"));
    double months = 46 / 30.0; // from the first line of all to the first row's time
    assertThat(Double.parseDouble(joined.column("orders by household: lines a month")[0]))
        .isCloseTo(2 / months, within(1e-9));
    assertThat(Double.parseDouble(joined.column("orders by household: amount a month")[0]))
        .isCloseTo(15 / months, within(1e-9));
    assertThat(joined.column("orders by household: lines in 30 days"))
        .containsExactly("1.0", "0.0", "1.0", "0.0");
    assertThat(joined.column("orders by household: mean of amount"))
        .containsExactly("7.5", "", "10.0", "");
    assertThat(joined.column("orders by household: days since the last")[2]).isEqualTo("17.0");
  }

  @Test
  void without_times_one_line_is_taken_over_and_many_are_counted() {
    var one = new History("people", table("household,age", "a,30", "b,40"));
    assertThat(one.join(ROWS, Optional.empty()).column("people by household: age"))
        .containsExactly("30", "40", "30", "");
    var many = new History("pets", table("household,kind", "a,cat", "a,dog", "a,cat"));
    var joined = many.join(ROWS, Optional.empty());
    assertThat(joined.column("pets by household: lines")).containsExactly("3", "0", "3", "0");
    assertThat(joined.column("pets by household: different kind"))
        .containsExactly("2", "0", "2", "0");
  }

  /** Who has bought the very things that a campaign is about, before it. */
  @Test
  void two_histories_meet_in_the_things_they_name() {
    var rows =
        table("household,campaign,start", "a,1,2020-03-01", "a,2,2020-03-01", "b,1,2020-03-01");
    var bought =
        new History(
            "bought",
            table(
                "household,product,when",
                "a,tea,2020-01-01",
                "a,tea,2020-02-01",
                "a,milk,2020-02-01",
                "a,tea,2020-03-01", // not before
                "b,milk,2020-02-01"));
    var coupons = new History("coupons", table("campaign,product", "1,tea", "1,jam", "2,milk"));
    var joined = new Through(bought, coupons).join(rows, Optional.of("start"));
    String name = "bought by household of product in coupons by campaign: ";
    assertThat(joined.column(name + "lines a month")).containsExactly("1.0", "0.5", "0.0");
    assertThat(Double.parseDouble(joined.column(name + "share of lines")[0]))
        .isCloseTo(2 / 13.0, within(1e-9));
    assertThat(new Through(coupons, bought).join(rows, Optional.of("start"))).isEqualTo(rows);
  }

  @Test
  void what_does_not_fit_is_named() {
    var other = new History("x", table("shop", "s"));
    assertThatThrownBy(() -> other.join(ROWS, Optional.empty()))
        .hasMessageContaining("no column in common");
    var timed = new History("x", table("household,t", "a,2020-01-01"));
    assertThatThrownBy(() -> timed.join(ROWS, Optional.empty())).hasMessageContaining("--as-of");
  }

  private static Table table(String header, String... lines) {
    var names = List.of(header.split(","));
    var columns = new java.util.ArrayList<String[]>();
    for (int j = 0; j < names.size(); j++) {
      String[] cells = new String[lines.length];
      for (int i = 0; i < lines.length; i++) cells[i] = lines[i].split(",")[j];
      columns.add(cells);
    }
    return new Table(names, columns);
  }
}
