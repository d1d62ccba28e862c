// SPDX-License-Identifier: Apache-2.0

/** What an action is given, read strictly, and why it refuses. */
package dev.parley.actions.invocation;
