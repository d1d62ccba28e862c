// SPDX-License-Identifier: Apache-2.0
/** A whole Apache Ozone on this machine, told what to do by lines on its standard input. */
@NullMarked
package dev.parley.ozone;

import org.jspecify.annotations.NullMarked;
