// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.manifest;

import dev.parley.crypto.paillier.PaillierKey;
import dev.parley.crypto.seal.SealingPublicKey;
import dev.parley.crypto.seal.VerifyingKey;
import dev.parley.protocol.AnalystId;

/** An analyst's gateway, and the public keys by which owners know it. */
public record AnalystIdentity(
    AnalystId analyst, VerifyingKey signing, SealingPublicKey sealing, PaillierKey paillier) {}
