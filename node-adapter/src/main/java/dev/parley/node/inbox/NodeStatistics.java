// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import java.time.Duration;
import java.util.Optional;

/**
 * What a node has done since it started; for its owner alone.
 *
 * @param queries how many sub-queries it has answered
 * @param refused how many it has refused
 * @param database how long its database took for them
 * @param encryption how long it took to encrypt the answers
 * @param bytesOut how many bytes of partials it has published
 * @param lastSql the last statement that was run in the database, with a question mark for each
 *     literal
 */
public record NodeStatistics(
    long queries,
    long refused,
    Duration database,
    Duration encryption,
    long bytesOut,
    Optional<String> lastSql) {}
