// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.gateway.members.Federation.Asking;
import dev.parley.protocol.Principal;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.message.SubQueryMessage.Digest;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.wire.MergeTicket;
import java.time.Instant;

/**
 * A question that is on its way: everything by which its answer will be known.
 *
 * @param asking with which keys, and by which manifest, it is asked
 * @param ticket of which {@code queryId} is the hash
 */
record Asked(
    QueryId queryId,
    Principal principal,
    Asking asking,
    SecureQuestion question,
    QuerySecret secret,
    Digest digest,
    Instant expiry,
    MergeTicket ticket) {}
