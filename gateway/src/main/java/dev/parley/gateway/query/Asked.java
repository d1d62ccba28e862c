// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.protocol.Principal;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.message.SubQueryMessage.Digest;
import dev.parley.protocol.query.QuerySecret;
import java.time.Instant;

/** A question that is on its way: everything by which its answer will be known. */
record Asked(
    QueryId queryId,
    Principal principal,
    SecureQuestion question,
    QuerySecret secret,
    Digest digest,
    Instant expiry) {}
