// SPDX-License-Identifier: Apache-2.0

/** How actions get onto an OpenWhisk, this one or any other, by HTTP alone. */
@NullMarked
package dev.parley.actionhost.deploy;

import org.jspecify.annotations.NullMarked;
