// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import static dev.worth.node.ingest.Sending.*;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.protocol.CustomerEvent.*;
import dev.worth.protocol.QuarantineReason;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in is never trusted: each mistake has its place and remedy, and nothing throws. */
class BadInputTest {
  private static final String ORDER =
      "{'order':'o-1','currency':'EUR','total':'20.00','products':[{'product_id':'p-1','price':20}]}";

  @Test
  void an_event_cut_off_anywhere_is_rejected() {
    byte[] whole = cloudEvent("order-placed", ORDER).getBytes(UTF_8);
    assertThat(read(whole)).isInstanceOf(Reading.Fact.class);
    for (int length = 0; length < whole.length; length++) {
      assertThat(errors(read(Arrays.copyOf(whole, length)))).isNotEmpty();
    }
  }

  @Test
  void a_break_names_the_byte_and_the_remedy() {
    assertThat(errors(read("{\"specversion\":\"1.0\",")).get(0).detail())
        .contains("breaks off", "byte 21", "send the whole object");
  }

  /** Ten thousand random damages: a reading each time, and never an exception. */
  @Test
  void a_damaged_event_is_read_or_rejected_but_never_throws() {
    var random = new Random(7);
    byte[] whole = cloudEvent("order-placed", ORDER).getBytes(UTF_8);
    for (int i = 0; i < 10_000; i++) {
      byte[] damaged = whole.clone();
      for (int hits = 1 + random.nextInt(3); hits > 0; hits--)
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      assertThat(read(damaged)).isNotNull();
      assertThat(SHOP.readBatch(damaged, 0, damaged.length, NOW)).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "  ", "null", "7", "\"text\"", "[]", "{}{}", "{} x", "nonsense", "{'a':1}"})
  void what_is_not_one_object_is_rejected(String text) {
    assertThat(errors(read(text))).hasSize(1);
  }

  @Test
  void all_fields_at_fault_are_told_at_once() {
    String event =
        """
        {"specversion":"2","id":true,"source":"s","type":"order-placed","time":"yesterday",
         "subject":"c-1","data":{"currency":"EURO","shipping":"much",
         "products":[{"quantity":"two","price":{}},7]}}\
        """;
    assertThat(pointers(read(event)))
        .contains(
            "/specversion",
            "/id",
            "/time",
            "/data/currency",
            "/data/products/0/quantity",
            "/data/products/0/product",
            "/data/products/1");
    assertThat(errors(read(event))).allMatch(error -> error.detail().contains(": send "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "page-viewed|{'page':{}}|/data/page",
        "page-viewed|{'page':true}|/data/page",
        "page-viewed|{'dwellMillis':'long'}|/data/dwellMillis",
        "page-viewed|{'dwellMillis':1.5}|/data/dwellMillis",
        "product-viewed|{}|/data/product",
        "product-viewed|{'product':[]}|/data/product",
        "product-viewed|{'product':' p'}|/data/product",
        "checkout-started|{'value':'1,999.00'}|/data/value",
        "checkout-started|{'amount':19.99}|/data/amount",
        "checkout-started|{'value':{'currency':'EUR'}}|/data/value",
        "checkout-started|{'value':{'minor':1,'currency':'EURO'}}|/data/value/currency",
        "checkout-started|{'value':1,'currency':'XYZ'}|/data/currency",
        "checkout-started|{'value':'NaN'}|/data/value",
        "order-placed|{}|/data/total",
        "order-placed|{'total':1,'products':{}}|/data/products",
        "order-refunded|{}|/data/amount",
        "consent-changed|{'personalisation':'yes','marketing':true}|/data/personalisation",
        "consent-changed|{'personalisation':true}|/data/marketing",
        "product-reviewed|{'product':'p'}|/data/rating",
        "profile-updated|{'birthday':'long ago'}|/data/birthday",
        "coupon-denied|{'coupon':''}|/data/coupon",
      })
  void a_field_of_a_wrong_kind_is_named(String type, String data, String pointer) {
    assertThat(pointers(read(cloudEvent(type, data)))).contains(pointer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"shop.teleported", "event-quarantined", "quarantine-released", "order-placed.v2"})
  void an_unknown_kind_is_rejected(String type) {
    assertThat(pointers(read(cloudEvent(type, "{}")))).containsExactly("/type");
  }

  @Test
  void an_event_of_nobody_or_without_an_id_is_rejected() {
    String event = cloudEvent("page-viewed", "{}");
    assertThat(pointers(read(event.replace("subject", "object"))))
        .containsExactly("/data/customer");
    assertThat(pointers(read(event.replace("\"id\"", "\"it\"")))).containsExactly("/id");
    assertThat(pointers(read(event.replace("c-1", "x".repeat(201))))).containsExactly("/subject");
    assertThat(pointers(read(event.replace("c-1", "a\\u0007b")))).containsExactly("/subject");
  }

  @Test
  void a_rejected_event_is_named_by_its_id() {
    var rejected = (Reading.Rejected) read(cloudEvent("product-viewed", "{}"));
    assertThat(rejected.id()).contains("e-1");
    assertThat(rejected.problem().status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "checkout-started|{'value':-1}|ABSURD_AMOUNT",
        "checkout-started|{'value':1000000.01}|ABSURD_AMOUNT",
        "checkout-started|{'value':1e400}|ABSURD_AMOUNT",
        "checkout-started|{'value':1e-999999999}|ABSURD_AMOUNT",
        "checkout-started|{'value':'1e999'}|ABSURD_AMOUNT",
        "checkout-started|{'amount':99999999999999999999}|ABSURD_AMOUNT",
        "checkout-started|{'amount':9223372036854775807}|ABSURD_AMOUNT",
        "checkout-started|{'value':5,'currency':'JPY'}|NO_EXCHANGE_RATE",
        "order-placed|{'total':10,'shipping':11}|INCONSISTENT_TOTALS",
        "order-placed|{'total':100,'products':[{'product':'p','price':10}]}|INCONSISTENT_TOTALS",
        "order-placed|{'total':10,'products':[{'product':'p','price':100}]}|INCONSISTENT_TOTALS",
        "order-placed|{'total':10,'products':[{'product':'p','quantity':0}]}|ABSURD_QUANTITY",
        "cart-item-added|{'product':'p','quantity':10001}|ABSURD_QUANTITY",
        "cart-item-added|{'product':'p','quantity':1e400}|ABSURD_QUANTITY",
        "cart-item-added|{'product':'p','quantity':-99999999999}|ABSURD_QUANTITY",
        "order-refunded|{'amount':0}|ABSURD_AMOUNT",
        "product-reviewed|{'product':'p','rating':6}|IMPLAUSIBLE_VALUE",
        "page-viewed|{'dwellMillis':-1}|IMPLAUSIBLE_VALUE",
      })
  void what_cannot_be_true_is_kept_with_its_reason(
      String type, String data, QuarantineReason reason) {
    String event = cloudEvent(type, data);
    var kept = quarantined(read(event));
    assertThat(kept.reason()).isEqualTo(reason);
    assertThat(kept.original()).isEqualTo(event);
    assertThat(kept.at()).isEqualTo(AT);
    assertThat(kept.key().id()).isEqualTo("e-1");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T12:41:00.001Z,IN_THE_FUTURE",
    "9999-12-31T23:59:59Z,IN_THE_FUTURE",
    "1989-12-31T23:59:59Z,IMPLAUSIBLY_OLD",
    "0000-01-01T00:00:00Z,IMPLAUSIBLY_OLD",
  })
  void a_time_far_off_is_kept_with_its_reason(String time, QuarantineReason reason) {
    String event = cloudEvent("page-viewed", "{}").replace("2026-03-01T12:30:15.250Z", time);
    assertThat(quarantined(read(event)).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-30T00:00:00Z",
        "2026-03-01T24:00:00Z",
        "2026-03-01T12:00:60.Z",
        "2026-03-01",
        "2026-03-01T12:00:00",
        "2026-03-01T12:00:00+1:00",
        "+12026-03-01T12:00:00Z",
        "2026-03-01T12:00:00Zulu",
        "1772368215250"
      })
  void a_time_that_is_none_is_rejected(String time) {
    String event = cloudEvent("page-viewed", "{}").replace("2026-03-01T12:30:15.250Z", time);
    assertThat(pointers(read(event))).containsExactly("/time");
  }

  @Test
  void other_encodings_than_utf_8_are_rejected() {
    String event = cloudEvent("page-viewed", "{'page':'/büro'}");
    for (var encoding : new Charset[] {ISO_8859_1, UTF_16, UTF_16LE})
      assertThat(errors(read(event.getBytes(encoding))).get(0).detail()).contains("UTF-8");
  }

  @Test
  void half_a_character_is_rejected_for_it_could_not_be_written_again() {
    assertThat(pointers(read(cloudEvent("page-viewed", "{'page':'\\ud83d'}"))))
        .containsExactly("/data/page");
    String whole = cloudEvent("page-viewed", "{'page':'\\ud83d\\ude00'}");
    assertThat(((PageViewed) fact(read(whole))).page()).isEqualTo("😀");
  }

  @Test
  void a_text_is_cut_between_characters() {
    String query = "😀".repeat(150);
    var search = (ProductsSearched) fact("products-searched", "{'query':'x" + query + "'}");
    assertThat(search.query()).hasSize(199).endsWith("😀");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":", "["})
  void a_bomb_of_nested_values_is_rejected(String nested) {
    String event = cloudEvent("page-viewed", "{\"x\":" + nested.repeat(10_000));
    assertThat(errors(read(event)).get(0).detail()).contains("nested");
  }

  @Test
  void a_name_given_twice_is_rejected_at_its_place() {
    String event = cloudEvent("checkout-started", "{'value':1,'value':2}");
    assertThat(pointers(read(event))).containsExactly("/data/value");
  }

  @Test
  void a_flood_of_names_is_rejected() {
    var data = new StringBuilder("{'a':1");
    for (int i = 0; i < 600; i++) data.append(",'n").append(i).append("':1");
    assertThat(errors(read(cloudEvent("page-viewed", data + "}")))).hasSize(1);
  }

  @Test
  void an_event_beyond_64_kib_is_rejected_alone_or_in_a_batch() {
    String large =
        cloudEvent(
            "page-viewed", "{'a':'" + "x".repeat(40_000) + "','b':'" + "x".repeat(40_000) + "'}");
    assertThat(((Reading.Rejected) read(large)).problem().status()).isEqualTo(413);
    var readings = readBatch("[" + large + "," + cloudEvent("page-viewed", "{}") + "]");
    assertThat(((Reading.Rejected) readings.get(0)).problem().status()).isEqualTo(413);
    assertThat(readings.get(1)).isInstanceOf(Reading.Fact.class);
  }

  @Test
  void a_byte_order_mark_is_skipped_and_blank_lines_are_told() {
    assertThat(read("\uFEFF" + cloudEvent("page-viewed", "{}"))).isInstanceOf(Reading.Fact.class);
    byte[] blank = "\uFEFF \t\r\n".getBytes(UTF_8);
    assertThat(Ingest.isBlank(blank, 0, blank.length)).isTrue();
    assertThat(Ingest.isBlank("{}".getBytes(UTF_8), 0, 2)).isFalse();
  }

  @Test
  void a_batch_that_breaks_off_keeps_what_stood_before() {
    String batch = "[" + cloudEvent("page-viewed", "{}") + "," + cloudEvent("page-viewed", "{}");
    for (int length = batch.length() - 100; length <= batch.length(); length++) {
      var readings = readBatch(batch.substring(0, length));
      assertThat(readings.get(0)).isInstanceOf(Reading.Fact.class);
      assertThat(errors(readings.get(readings.size() - 1))).isNotEmpty();
    }
  }

  /** A body is a slice of a larger buffer; its events must be cut out at the right place. */
  @ParameterizedTest
  @ValueSource(strings = {"", "before ", "\uFEFF"})
  void what_is_kept_of_a_batch_is_the_event_as_it_was_sent(String before) {
    String event = cloudEvent("checkout-started", "{'value':-1,'x':'büro'}");
    byte[] body = (before + "[ " + event + " , " + event + " ]after").getBytes(UTF_8);
    int from = before.equals("\uFEFF") ? 0 : before.length();
    var readings = SHOP.readBatch(body, from, body.length - 5, NOW);
    assertThat(readings).hasSize(2);
    for (var reading : readings) assertThat(quarantined(reading).original()).isEqualTo(event);
  }

  @Test
  void data_that_are_not_json_are_rejected() {
    String xml =
        cloudEvent("page-viewed", "{}")
            .replace("\"subject\"", "\"datacontenttype\":\"text/xml\",\"subject\"");
    assertThat(pointers(read(xml))).containsExactly("/datacontenttype");
    assertThat(pointers(read(cloudEvent("page-viewed", "\"text\"")))).containsExactly("/data");
  }
}
