// SPDX-License-Identifier: Apache-2.0

/**
 * What a container finds of the pipe, and of what is to be hidden from it behind the pipe's guard.
 */
package dev.parley.actions.probe;
