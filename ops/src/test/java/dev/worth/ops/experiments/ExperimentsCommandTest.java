// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.ops.Running;
import dev.worth.ops.wire.EngineClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentsCommandTest {
  @Test
  void what_runs_is_listed_and_its_result_shown(@TempDir Path folder) {
    try (var engine = new Running(folder)) {
      var client = new EngineClient(URI.create(engine.url()));
      var arms = List.of(Map.of("name", "usual"), Map.of("name", "treated"));
      var metric = Map.of("kind", "spend", "days", 28);
      client.ask("/v1/experiments", Map.of("id", "e-1", "arms", arms, "metric", metric));
      client.ask("/v1/experiments/e-1/start", Map.of());
      client.ask("/v1/experiments/e-1/assignment?customer=ada", Map.of());
      var list = Running.worth("experiments", "list", "--url", engine.url());
      assertThat(list.out()).contains("e-1", "running", "usual treated");
      var result = Running.worth("experiments", "result", "e-1", "--url", engine.url());
      assertThat(result.out()).contains("too_early", "exposed 1");
      assertThat(Running.worth("experiments", "result", "e-2", "--url", engine.url()).code())
          .isEqualTo(1);
    }
  }

  @Test
  void a_rehearsal_prints_its_figures() {
    var shown = Running.worth("experiments", "rehearse", "--runs", "20", "--customers", "300");
    assertThat(shown.code()).isZero();
    assertThat(shown.out()).contains("no effect (A/A)", "planted", "lost");
    assertThat(Running.worth("experiments").code()).isEqualTo(2);
  }
}
