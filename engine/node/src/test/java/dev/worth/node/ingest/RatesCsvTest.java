// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatesCsvTest {
  @Test
  void each_line_is_a_rate_from_its_day_on() throws IOException {
    var rates =
        RatesCsv.read(
            new StringReader(
                "\uFEFFcurrency,date,rate\nUSD,2026-01-01,0.9\r\n\nUSD,2026-02-01,0.8"));
    assertThat(rates.on("USD", LocalDate.parse("2026-01-31"))).contains(new BigDecimal("0.9"));
    assertThat(rates.on("USD", LocalDate.parse("2026-02-01"))).contains(new BigDecimal("0.8"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "USD,2026-01-01",
        "USD,yesterday,1",
        "USD,2026-01-01,one",
        "XXZ,2026-01-01,1",
        "USD,2026-01-01,-1",
        "USD,2026-01-01,1,2"
      })
  void a_line_that_is_no_rate_is_refused_with_its_number(String line) {
    assertThatThrownBy(() -> RatesCsv.read(new StringReader("currency,date,rate\n" + line)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining(line);
  }

  @Test
  void a_file_without_the_header_is_refused() {
    assertThatThrownBy(() -> RatesCsv.read(new StringReader("USD,2026-01-01,1")))
        .hasMessageContaining("currency,date,rate");
  }
}
