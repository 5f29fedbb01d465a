// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.worth.core.experiment.Arm;
import dev.worth.core.experiment.Experiment;
import dev.worth.core.experiment.ExperimentEvent;
import dev.worth.core.experiment.ExperimentEvent.Created;
import dev.worth.core.experiment.ExperimentEvent.Started;
import dev.worth.core.experiment.ExperimentEvent.Stopped;
import dev.worth.core.experiment.Metric;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The journal's form: the oldest event ever written is read by every later version. */
class ExperimentCodecTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:30:15.250Z");
  private static final Experiment EXPERIMENT =
      new Experiment(
          "free-shipping",
          List.of(
              Arm.of("usual", 3), new Arm("new", 1, "m-7", ""), new Arm("free", 1, "", "ship-0")),
          "salt-1",
          0.05,
          new Metric(Metric.Kind.SPEND, 28),
          0.05,
          10_000);
  private static final Map<ExperimentEvent, String> FIRST_EVER =
      Map.of(
          new Created(EXPERIMENT, AT),
              "bf6474797065726578706572696d656e742d637265617465646261741b0000019ca960bcd262"
                  + "69646d667265652d7368697070696e676461726d739fbf646e616d6565757375616c66776569"
                  + "676874fb4008000000000000ffbf646e616d65636e657766776569676874fb3ff00000000000"
                  + "00656d6f64656c636d2d37ffbf646e616d65646672656566776569676874fb3ff00000000000"
                  + "0066706f6c69637966736869702d30ffff6473616c746673616c742d3167686f6c646f7574fb"
                  + "3fa999999999999a666d6574726963bf646b696e64657370656e646464617973fb403c000000"
                  + "000000ff65616c706861fb3fa999999999999a67706c616e6e6564192710ff",
          new Started("free-shipping", AT),
              "bf6474797065726578706572696d656e742d737461727465646261741b0000019ca960bcd262"
                  + "69646d667265652d7368697070696e67ff",
          new Stopped("free-shipping", AT, "enough"),
              "bf6474797065726578706572696d656e742d73746f707065646261741b0000019ca960bcd262"
                  + "69646d667265652d7368697070696e6766726561736f6e66656e6f756768ff");

  @Test
  void the_first_event_of_each_kind_ever_written_still_reads() {
    FIRST_EVER.forEach(
        (event, hex) ->
            assertThat(ExperimentCodec.fromCbor(HexFormat.of().parseHex(hex))).isEqualTo(event));
    assertThat(FIRST_EVER.keySet().stream().map(Object::getClass).toList())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.<Class<?>>asList(ExperimentEvent.class.getPermittedSubclasses()));
  }

  @Test
  void what_is_written_today_reads_as_what_it_was() {
    var serializer = new ExperimentSerializer();
    for (var event : FIRST_EVER.keySet()) {
      byte[] bytes = serializer.toBinary(event);
      assertThat(serializer.fromBinary(bytes, serializer.manifest(event))).isEqualTo(event);
    }
    assertThat(ExperimentSerializer.IDENTIFIER).isEqualTo(7_202_610);
  }

  @Test
  void bytes_that_break_off_are_refused() {
    byte[] bytes = ExperimentCodec.toCbor(new Started("free-shipping", AT));
    assertThatThrownBy(() -> ExperimentCodec.fromCbor(Arrays.copyOf(bytes, bytes.length - 4)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
