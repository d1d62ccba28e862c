// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.manifest;

import dev.parley.protocol.AnalystId;

/** An analyst's gateway, and the public keys by which owners know it. */
public record AnalystIdentity(AnalystId analyst, KeyRing keys) {}
