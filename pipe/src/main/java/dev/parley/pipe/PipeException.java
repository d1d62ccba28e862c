// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import org.jspecify.annotations.Nullable;

/** A call to the pipe that did not do what it was asked for; the message is one line, a fact. */
public final class PipeException extends Exception {

  /** Every way in which a call can fail. */
  public enum Kind {
    /** There is an object of that key already. */
    TAKEN("Use a key that was not used before."),
    /** The pipe's guard does not grant this to the caller, or does not know its secret. */
    DENIED("Check accessKey and secretFile, and what the guard of the pipe grants."),
    /** Nobody answered in time. */
    UNREACHABLE("Check that the pipe runs, and that its endpoint can be reached from here."),
    /** There is no such bucket. */
    NO_BUCKET("Check the name of the federation, and that the guard of the pipe has started."),
    /** Anything else. */
    FAILED("Look into the log of the pipe.");

    private final String hint;

    Kind(String hint) {
      this.hint = hint;
    }
  }

  private final Kind kind;

  public PipeException(Kind kind, String fact) {
    this(kind, fact, null);
  }

  public PipeException(Kind kind, String fact, @Nullable Throwable cause) {
    super(fact, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** Returns this failure as one that a person may see. */
  public ParleyException toParleyException() {
    return new ParleyException(
        ErrorCode.PIPE_FAILED, String.valueOf(getMessage()), kind.hint, this);
  }
}
