// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.online;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.worth.core.scoring.OnlineLayer;
import java.util.List;

/**
 * The outcomes of one cut-off were learned from. Journaled for ever.
 *
 * @param cutoff milliseconds since 1970
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("outcomes-followed")
record Followed(String version, long cutoff, List<OnlineLayer.Outcome> outcomes) {}
