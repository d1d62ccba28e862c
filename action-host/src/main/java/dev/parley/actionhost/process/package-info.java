// SPDX-License-Identifier: Apache-2.0

/** The processes that actions run in: started, kept warm, replaced, ended. */
@NullMarked
package dev.parley.actionhost.process;

import org.jspecify.annotations.NullMarked;
