// SPDX-License-Identifier: Apache-2.0

/** Seals to a recipient (HPKE) and signatures (Ed25519): public halves. */
@NullMarked
package dev.parley.crypto.seal;

import org.jspecify.annotations.NullMarked;
