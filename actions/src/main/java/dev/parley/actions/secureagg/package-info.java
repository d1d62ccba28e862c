// SPDX-License-Identifier: Apache-2.0

/** The cloud's part of a secure aggregate: adds up ciphertexts that it cannot read. */
package dev.parley.actions.secureagg;
