// SPDX-License-Identifier: Apache-2.0

/** A cloud operator who listens, and one who lies. */
@NullMarked
package dev.parley.it.tap;

import org.jspecify.annotations.NullMarked;
