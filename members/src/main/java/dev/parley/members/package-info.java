// SPDX-License-Identifier: Apache-2.0

/** Who belongs to a federation: files of keys and manifests, and what was seen of them. */
@NullMarked
package dev.parley.members;

import org.jspecify.annotations.NullMarked;
