// SPDX-License-Identifier: Apache-2.0

/** A whole federation on one machine, from the settings files that its parties would write. */
@NullMarked
package dev.parley.testkit.federation;

import org.jspecify.annotations.NullMarked;
