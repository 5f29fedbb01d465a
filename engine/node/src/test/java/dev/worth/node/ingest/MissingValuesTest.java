// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import static dev.worth.node.ingest.Sending.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.core.preparation.MissingValues;
import dev.worth.protocol.CustomerEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published rules for missing values, held against what the reader does. */
class MissingValuesTest {
  private static final Map<FactKind, String> LEAST =
      Map.ofEntries(
          Map.entry(FactKind.PROFILE_UPDATED, "{}"),
          Map.entry(FactKind.SIGNED_IN, "{}"),
          Map.entry(FactKind.PAGE_VIEWED, "{}"),
          Map.entry(FactKind.PRODUCT_VIEWED, "{'product':'p'}"),
          Map.entry(FactKind.PRODUCTS_SEARCHED, "{}"),
          Map.entry(FactKind.ELEMENT_CLICKED, "{}"),
          Map.entry(FactKind.FAVOURITE_ADDED, "{'product':'p'}"),
          Map.entry(FactKind.FAVOURITE_REMOVED, "{'product':'p'}"),
          Map.entry(FactKind.CART_ITEM_ADDED, "{'product':'p'}"),
          Map.entry(FactKind.CART_ITEM_REMOVED, "{'product':'p'}"),
          Map.entry(FactKind.CHECKOUT_STARTED, "{}"),
          Map.entry(FactKind.ORDER_PLACED, "{'total':0}"),
          Map.entry(FactKind.ORDER_CANCELLED, "{'order':'o'}"),
          Map.entry(FactKind.ORDER_REFUNDED, "{'amount':1}"),
          Map.entry(FactKind.PAYMENT_ATTEMPTED, "{}"),
          Map.entry(FactKind.PAYMENT_CAPTURED, "{}"),
          Map.entry(FactKind.PAYMENT_FAILED, "{}"),
          Map.entry(FactKind.COUPON_ISSUED, "{'coupon':'c'}"),
          Map.entry(FactKind.COUPON_APPLIED, "{'coupon':'c'}"),
          Map.entry(FactKind.COUPON_DENIED, "{'coupon':'c'}"),
          Map.entry(FactKind.PRODUCT_REVIEWED, "{'product':'p','rating':3}"),
          Map.entry(FactKind.CONSENT_CHANGED, "{'personalisation':true,'marketing':true}"));

  @Test
  void the_fields_that_are_not_refused_may_all_be_missing() {
    assertThat(LEAST).containsOnlyKeys(FactKind.values());
    LEAST.forEach(
        (kind, data) -> assertThat(fact(kind.typeName, data)).isExactlyInstanceOf(kind.fact));
  }

  @Test
  void every_field_of_every_fact_has_a_rule() {
    var ruled =
        MissingValues.RULES.stream().map(MissingValues.Rule::field).collect(Collectors.toSet());
    for (var kind : FactKind.values())
      for (var component : kind.fact.getRecordComponents())
        if (!component.getName().equals("key")) assertThat(ruled).contains(component.getName());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PAGE_VIEWED|page=, dwellMillis=0",
        "PRODUCT_VIEWED|category=",
        "PRODUCTS_SEARCHED|query=, results=-1",
        "ELEMENT_CLICKED|target=",
        "CART_ITEM_ADDED|category=, quantity=1, price=Amount[value=0.00 EUR",
        "CHECKOUT_STARTED|value=Amount[value=0.00 EUR",
        "ORDER_PLACED|order=e-1, lines=[], total=Amount[value=0.00 EUR, original=null], shipping="
            + "Amount[value=0.00 EUR, original=null], tax=Amount[value=0.00 EUR",
        "PAYMENT_FAILED|order=, method=UNKNOWN, instrument=, amount=Amount[value=0.00 EUR",
        "COUPON_ISSUED|campaign=",
        "COUPON_APPLIED|order=, discount=Amount[value=0.00 EUR",
        "PROFILE_UPDATED|ageBand=, gender=UNKNOWN, region=",
        "SIGNED_IN|device=, network=",
      })
  void what_is_missing_has_its_stated_value(FactKind kind, String expected) {
    CustomerEvent fact = fact(kind.typeName, LEAST.get(kind));
    assertThat(fact.toString()).contains(expected);
  }

  @Test
  void the_rules_are_one_per_field_and_kind() {
    List<String> rules =
        MissingValues.RULES.stream().map(rule -> rule.field() + " of " + rule.facts()).toList();
    assertThat(rules).doesNotHaveDuplicates();
    assertThat(MissingValues.RULES).noneMatch(rule -> rule.instead().isBlank());
  }
}
