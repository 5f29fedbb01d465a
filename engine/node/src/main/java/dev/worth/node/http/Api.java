// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;

/** Every route of the server. */
final class Api {
  static List<Route> routes(
      ActorSystem<?> system, HttpSettings settings, Doors doors, Bodies bodies) {
    var submissions = new Submissions(doors.customers(), doors.metrics(), doors.readiness());
    var quarantine = new Quarantine(system, doors.journal(), doors.customers());
    var blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
    var own =
        Stream.of(
                new EventRoutes(doors.ingest(), submissions, bodies, settings.chunksInFlight())
                    .routes(),
                new ScoreRoutes(
                        doors.customers(), bodies, settings.visibilityTimeout(), doors.model()::map)
                    .routes(),
                new CustomerRoutes(doors.customers(), doors.currency()).routes(),
                new QuarantineRoutes(
                        quarantine, doors.customers(), doors.ingest(), submissions, bodies)
                    .routes(),
                new ModelRoutes(doors.registry(), doors.model(), doors.loop().walker(), bodies)
                    .routes(),
                new ExperimentRoutes(doors.experiments(), bodies).routes(),
                new OutcomeRoutes(
                        doors.loop().learning(), doors.customers(), bodies, doors.currency())
                    .routes(),
                new ReportRoutes(doors.loop().learning(), blocking).routes(),
                new TrainingRoutes(doors.loop()).routes(),
                new DefinitionRoutes().routes(),
                new HealthRoutes(doors.readiness()).routes())
            .flatMap(List::stream)
            .toList();
    var documents = new DocumentRoutes(doors.metrics()).routes(own);
    return Stream.concat(own.stream(), documents.stream()).toList();
  }

  private Api() {}
}
