// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.worth.node.facts.FactCodec;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes facts as NDJSON, one CloudEvent of one of our own types a line: identity, type and time as
 * attributes, the customer as the subject, the rest as the data.
 */
public final class CloudEventLines implements Flushable {
  private final JsonGenerator out;

  /**
   * @param out is written to in UTF-8 and stays open
   */
  public CloudEventLines(OutputStream out) throws IOException {
    this.out =
        new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    this.out.setPrettyPrinter(new MinimalPrettyPrinter(""));
  }

  public void write(CustomerId customer, CustomerEvent fact) throws IOException {
    FactCodec.writeJson(fact, new Enveloping(out, customer));
    out.writeRaw('\n');
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /** Puts an envelope around the flat form of a fact as it is being written. */
  private static final class Enveloping extends JsonGeneratorDelegate {
    private final CustomerId customer;
    private int depth;
    private boolean atTime;

    Enveloping(JsonGenerator out, CustomerId customer) {
      super(out, false);
      this.customer = customer;
    }

    @Override
    public void writeStartObject() throws IOException {
      super.writeStartObject();
      if (depth++ > 0) return;
      delegate.writeStringField("specversion", "1.0");
      delegate.writeStringField("subject", customer.value());
    }

    @Override
    public void writeFieldName(String name) throws IOException {
      atTime = depth == 1 && name.equals("at");
      super.writeFieldName(atTime ? "time" : name);
    }

    /** The time is the last part of the identity: what follows are the data. */
    @Override
    public void writeString(String text) throws IOException {
      super.writeString(text);
      if (atTime) delegate.writeObjectFieldStart("data");
      atTime = false;
    }

    @Override
    public void writeEndObject() throws IOException {
      if (--depth == 0) delegate.writeEndObject();
      super.writeEndObject();
    }
  }
}
