// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.ops.Running;
import dev.worth.ops.Running.Printed;
import dev.worth.ops.evaluation.MadeShop;
import dev.worth.ops.terminal.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void a_training_is_begun_by_hand_and_told_with_its_reason_and_its_end() throws Exception {
    var settings = Map.of("worth.training.family", "bgnbd");
    try (var engine = new Running(folder.resolve("data"), settings)) {
      assertThat(train(engine).out()).isEmpty();
      Running.worth("import", orders().toString(), "--url", engine.url());
      assertThat(train(engine, "--now", "--reason", "new prices").code()).isZero();
      JsonNode ended = ended(engine);
      assertThat(ended.path("reason").asText()).contains("new prices");
      assertThat(train(engine).out())
          .contains("ended    " + ended.path("version").asText(), "new prices");
    }
  }

  private static JsonNode ended(Running engine) throws Exception {
    while (true) {
      var trainings = Json.MAPPER.readTree(train(engine, "--json").out()).path("trainings");
      if (!trainings.isEmpty()) return trainings.get(0);
      Thread.sleep(50);
    }
  }

  private static Printed train(Running engine, String... words) {
    var all = new ArrayList<>(List.of("train", "--url", engine.url()));
    all.addAll(List.of(words));
    return Running.worth(all.toArray(String[]::new));
  }

  private Path orders() throws Exception {
    var lines = new ArrayList<>(List.of("customer_id,time,kind,amount"));
    lines.addAll(MadeShop.lines(60, 21));
    return Files.write(folder.resolve("orders.csv"), lines);
  }
}
