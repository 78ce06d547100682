package org.genera.server.http;

/** Ends a request with a problem. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    static ProblemException notFound(String what, String id) {
        return new ProblemException(Problem.of(404, "there is no " + what + " \"" + id + "\""));
    }

    Problem problem() {
        return problem;
    }
}
