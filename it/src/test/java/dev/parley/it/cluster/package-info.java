// SPDX-License-Identifier: Apache-2.0

/** A real Apache Ozone behind the pipe, in processes of its own. */
@NullMarked
package dev.parley.it.cluster;

import org.jspecify.annotations.NullMarked;
