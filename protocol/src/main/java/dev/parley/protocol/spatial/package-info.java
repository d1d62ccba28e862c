// SPDX-License-Identifier: Apache-2.0
/** Points and areas of the plane, in the units of the data, and what is computed of them. */
@NullMarked
package dev.parley.protocol.spatial;

import org.jspecify.annotations.NullMarked;
