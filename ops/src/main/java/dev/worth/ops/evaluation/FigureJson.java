// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.worth.ops.terminal.Json;
import java.io.IOException;

/** Results as JSON for people and scripts: indented, and null where a figure is not defined. */
final class FigureJson {
  private static final ObjectMapper MAPPER =
      Json.MAPPER
          .copy()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .registerModule(
              new SimpleModule()
                  .addSerializer(double.class, new Figure())
                  .addSerializer(Double.class, new Figure()));

  private FigureJson() {}

  static String text(Object value) throws JsonProcessingException {
    return MAPPER.writeValueAsString(value);
  }

  private static final class Figure extends StdSerializer<Double> {
    private static final long serialVersionUID = 1L;

    Figure() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator to, SerializerProvider with)
        throws IOException {
      if (Double.isFinite(value)) to.writeNumber(value);
      else to.writeNull();
    }
  }
}
