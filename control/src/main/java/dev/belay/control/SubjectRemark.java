package dev.belay.control;

import dev.belay.core.lint.Remark;
import dev.belay.json.state.Subject;

/**
 * A remark of the linter on one flag or segment.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public record SubjectRemark(Subject subject, Remark remark) {}
