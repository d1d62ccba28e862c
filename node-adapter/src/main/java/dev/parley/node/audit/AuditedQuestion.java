// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.audit;

import dev.parley.protocol.query.QueryContext;

/**
 * A question of which the log says that it was asked, and is still to say how it ended.
 *
 * @param entry the number of that entry
 */
public record AuditedQuestion(long entry, QueryContext context) {}
