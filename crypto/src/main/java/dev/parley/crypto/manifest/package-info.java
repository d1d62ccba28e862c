// SPDX-License-Identifier: Apache-2.0

/** Who belongs to a federation, and by which public keys. */
@NullMarked
package dev.parley.crypto.manifest;

import org.jspecify.annotations.NullMarked;
