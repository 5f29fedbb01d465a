// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import dev.worth.core.monitoring.Alarm;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Where the collection stands after a look at the journal.
 *
 * @param now the shop's time
 * @param labelled examples with a label, ever
 * @param alarms raised at the newest cut-off; empty between cut-offs
 * @param distrusted sources whose labels are left out for now
 */
public record Round(Instant now, long labelled, List<Alarm> alarms, Set<String> distrusted) {}
