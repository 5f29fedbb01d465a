// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One name per category, region and age, however they were spelt. */
class NamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "garden;garden",
        "  Garden ;garden",
        "GARDEN TOOLS;garden tools",
        "garden_tools;garden tools",
        "t-shirts;t-shirts",
        "Home > Garden;home/garden",
        "home/garden/lamps/solar;home/garden",
        "Home|Garden;home/garden",
        "Home :: Garden;home/garden",
        "/home//garden/;home/garden",
        "Büro » Stühle;büro/stühle",
        "服装 > 男装;服装/男装",
      })
  void a_category_is_lower_case_with_single_blanks_and_two_levels(String sent, String kept) {
    assertThat(Categories.normalise(sent)).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "unknown", "N/A", "null", "(not set)", "-", ">", "undefined"})
  void a_category_that_says_nothing_is_unknown(String sent) {
    assertThat(Categories.normalise(sent)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "DE;DE",
        "de;DE",
        "DEU;DE",
        "Germany;DE",
        " germany ;DE",
        "UK;GB",
        "United  Kingdom;GB",
        "us-ca;US-CA",
        "DE_BY;DE-BY",
        "UK-ENG;GB-ENG",
        "China;CN",
        "Bavaria;Bavaria",
        "'  Upper   Bavaria ';Upper Bavaria",
        "XX-1;XX-1",
        "'';''",
      })
  void a_region_is_its_iso_code_where_it_has_one(String sent, String kept) {
    assertThat(Regions.normalise(sent)).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({"17,0-17", "18,18-24", "24,18-24", "25,25-34", "64,55-64", "65,65+", "120,65+"})
  void an_age_is_kept_as_a_band(int age, String band) {
    assertThat(AgeBands.of(age)).isEqualTo(band);
  }

  @Test
  void an_age_nobody_has_is_unknown() {
    assertThat(AgeBands.of(-1)).isEmpty();
    assertThat(AgeBands.of(121)).isEmpty();
  }

  @Test
  void normalising_twice_changes_nothing() {
    for (String name : new String[] {"Home > Garden > x", "a_b", "DE_by", "Bavaria"}) {
      String category = Categories.normalise(name);
      assertThat(Categories.normalise(category)).isEqualTo(category);
      String region = Regions.normalise(name);
      assertThat(Regions.normalise(region)).isEqualTo(region);
    }
  }
}
