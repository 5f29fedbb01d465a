// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.scalatest.Args;
import org.scalatest.Args$;
import org.scalatest.Reporter;
import org.scalatest.Suite;
import org.scalatest.events.Event;
import org.scalatest.events.SuiteAborted;
import org.scalatest.events.TestCanceled;
import org.scalatest.events.TestFailed;
import org.scalatest.events.TestIgnored;
import org.scalatest.events.TestPending;
import org.scalatest.events.TestSucceeded;

/** Runs a ScalaTest suite once and shows each of its tests to JUnit as one of its own. */
final class ScalaTestSuite {
  private ScalaTestSuite() {}

  static Stream<DynamicTest> run(Suite suite) {
    List<Event> events = Collections.synchronizedList(new ArrayList<>());
    suite.run(scala.Option.empty(), reportingTo(events::add)).waitUntilCompleted();
    return events.stream().flatMap(ScalaTestSuite::toTest);
  }

  /** ScalaTest's own defaults; "default" itself is a method that Java cannot name. */
  private static Args reportingTo(Reporter reporter) {
    var defaults = Args$.MODULE$;
    return new Args(
        reporter,
        defaults.$lessinit$greater$default$2(),
        defaults.$lessinit$greater$default$3(),
        defaults.$lessinit$greater$default$4(),
        defaults.$lessinit$greater$default$5(),
        defaults.$lessinit$greater$default$6(),
        defaults.$lessinit$greater$default$7(),
        defaults.$lessinit$greater$default$8(),
        defaults.$lessinit$greater$default$9(),
        defaults.$lessinit$greater$default$10());
  }

  /** A test that was left out counts as a failure here: every test of a kit is meant to run. */
  private static Stream<DynamicTest> toTest(Event event) {
    return switch (event) {
      case TestSucceeded e -> Stream.of(DynamicTest.dynamicTest(e.testName(), () -> {}));
      case TestFailed e -> Stream.of(failed(e.testName(), e.message(), e.throwable()));
      case TestCanceled e -> Stream.of(failed(e.testName(), e.message(), e.throwable()));
      case TestIgnored e -> Stream.of(failed(e.testName(), "ignored", scala.Option.empty()));
      case TestPending e -> Stream.of(failed(e.testName(), "pending", scala.Option.empty()));
      case SuiteAborted e -> Stream.of(failed(e.suiteName(), e.message(), e.throwable()));
      default -> Stream.empty();
    };
  }

  private static DynamicTest failed(String name, String message, scala.Option<Throwable> cause) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          throw new AssertionError(message, cause.getOrElse(() -> null));
        });
  }
}
