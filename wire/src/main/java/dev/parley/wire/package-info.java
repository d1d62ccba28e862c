// SPDX-License-Identifier: Apache-2.0

/** Byte formats of what travels, and the addition of ciphertexts; runs on Java 8, in the cloud. */
package dev.parley.wire;
