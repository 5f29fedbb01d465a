// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.worth.ops.plot.Chart.Line;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class ChartTest {
  private static final Line LINE =
      Line.of("a < b & c", new double[] {0, 5, 10}, new double[] {0, 1, Double.NaN});

  @Test
  void a_chart_is_well_formed_and_the_same_each_time() throws Exception {
    var chart = new Chart("R&D", "x", "y", List.of(LINE));
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(chart.svg().getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getDocumentElement().getNodeName()).isEqualTo("svg");
    assertThat(document.getElementsByTagName("polyline").getLength()).isOne();
    assertThat(chart.svg()).isEqualTo(chart.svg()).contains("a &lt; b &amp; c");
  }

  @Test
  void what_is_not_a_number_is_left_out() {
    assertThat(new Chart("t", "x", "y", List.of(LINE)).svg())
        .contains("points=\"70.0,370.0 295.0,40.0\"")
        .doesNotContain("NaN");
  }

  @Test
  void ticks_are_round_numbers_around_all_values() {
    assertThat(Axis.over(List.of(0.0, 0.93))).isEqualTo(new Axis(0, 0.2, 5));
    assertThat(Axis.over(List.of(3.0, 730.0))).isEqualTo(new Axis(0, 200, 4));
    assertThat(Axis.over(List.of(-4.0, 4.0))).isEqualTo(new Axis(-4, 2, 4));
    assertThat(Axis.over(List.of())).isEqualTo(new Axis(0, 0.2, 5));
    assertThat(Axis.over(List.of(7.0, 7.0)).place(7)).isLessThanOrEqualTo(1);
  }

  @Test
  void a_line_has_as_many_places_as_heights() {
    assertThatThrownBy(() -> Line.of("a", new double[1], new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a'");
  }
}
