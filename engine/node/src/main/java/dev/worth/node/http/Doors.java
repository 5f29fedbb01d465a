// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import dev.worth.node.entity.Customers;
import dev.worth.node.experiment.Experimentation;
import dev.worth.node.ingest.Ingest;
import dev.worth.node.model.ModelSlot;
import dev.worth.node.registry.ModelRegistry;
import dev.worth.node.training.Loop;
import java.util.List;
import org.apache.pekko.persistence.query.javadsl.CurrentEventsByTagQuery;

/**
 * What the edge stands in front of.
 *
 * @param journal tells which facts were quarantined
 * @param currency of the shop
 * @param readiness what must be in order before requests are sent here
 */
public record Doors(
    Customers customers,
    Experimentation experiments,
    Loop loop,
    Ingest ingest,
    ModelRegistry registry,
    ModelSlot model,
    CurrentEventsByTagQuery journal,
    String currency,
    List<Readiness> readiness,
    Metrics metrics) {}
