package dev.belay.core.lint;

import dev.belay.core.ValueType;
import dev.belay.core.condition.Condition;
import dev.belay.core.flag.Segment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Claims that are taken to be so all at once. When it finds that they cannot be, they cannot; when it does not, nothing
 * is said. Claims with alternatives are looked at last, one by one.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time; while a fork is in use, what it came from stays as it is.
 */
final class Conjunction {

    private static final int DEEPEST = 200;

    private final Knowledge knowledge;
    private final @Nullable Conjunction base;
    private final Map<Facet, Extent> found = new HashMap<>();
    private final Map<Object, Set<ValueType>> types = new HashMap<>();
    private final Map<Facet, List<Literal>> literals = new HashMap<>();
    private final Map<Facet, List<Literal>> tests = new HashMap<>();
    private final List<Claim.Some> open = new ArrayList<>();
    private final int forks;
    private int depth;
    private @Nullable Conflict conflict;

    Conjunction(Knowledge knowledge) {
        this(knowledge, null, 0);
    }

    private Conjunction(Knowledge knowledge, @Nullable Conjunction base, int forks) {
        this.knowledge = knowledge;
        this.base = base;
        this.forks = forks;
        this.conflict = base == null ? null : base.conflict;
    }

    Conjunction fork() {
        return new Conjunction(knowledge, this, forks + 1);
    }

    /** Claims more. */
    Conjunction add(Claim claim) {
        if (conflict == null && depth + forks < DEEPEST && knowledge.budget().spend(1)) {
            depth++;
            take(claim);
            depth--;
        }
        return this;
    }

    /** Whether it is not known to be impossible. */
    boolean isPossible() {
        for (Conjunction each = this; each != null && goesOn(); each = each.base) {
            settle(each.open);
        }
        return conflict == null;
    }

    /** Why it is not possible, if it is known not to be. */
    @Nullable
    Conflict conflict() {
        return conflict;
    }

    /** What is known of each facet, by this alone. */
    Map<Facet, Extent> found() {
        return found;
    }

    /** Whether every claim was without alternatives. */
    boolean isPlain() {
        return open.isEmpty();
    }

    /** The conditions that were claimed about a facet. */
    List<Literal> literals(Facet facet) {
        List<Literal> all = new ArrayList<>();
        for (Conjunction each = this; each != null; each = each.base) {
            all.addAll(0, each.literals.getOrDefault(facet, List.of()));
        }
        return all;
    }

    /** Those of them that can be tried with a text. */
    private List<Literal> tests(Facet facet) {
        List<Literal> all = new ArrayList<>();
        for (Conjunction each = this; each != null; each = each.base) {
            all.addAll(0, each.tests.getOrDefault(facet, List.of()));
        }
        return all;
    }

    private void take(Claim claim) {
        if (claim instanceof Claim.Of of) {
            take(of.condition(), of.holds());
        } else if (claim instanceof Claim.Within within) {
            narrow(within.facet(), within.extent());
        } else if (claim instanceof Claim.Every every) {
            every.parts().forEach(this::add);
        } else {
            takeAlternatives((Claim.Some) claim);
        }
    }

    private void takeAlternatives(Claim.Some some) {
        if (some.parts().isEmpty()) {
            conflict = Conflict.because("it has no alternative that could hold");
        } else if (some.parts().size() == 1) {
            add(some.parts().get(0));
        } else {
            open.add(some);
        }
    }

    private void take(Condition condition, boolean holds) {
        if (condition instanceof Condition.All all) {
            add(Terms.parts(all.parts(), true, holds));
        } else if (condition instanceof Condition.Any any) {
            add(Terms.parts(any.parts(), false, holds));
        } else if (condition instanceof Condition.Not not) {
            add(new Claim.Of(not.part(), !holds));
        } else if (condition instanceof Condition.InSegment in) {
            takeSegment(in, holds);
        } else if (!(condition instanceof Condition.NotUnderstood)) {
            narrow(knowledge.terms().literal(condition, holds));
        }
    }

    /** What a segment consists of is claimed once, so that segments in a circle come to an end. */
    private void takeSegment(Condition.InSegment in, boolean holds) {
        Literal literal = knowledge.terms().literal(in, holds);
        boolean known =
                !extent(literal.facet()).equals(literal.facet().reading().all());
        narrow(literal);
        Segment segment = knowledge.snapshot().segment(in.segment());
        if (segment != null && !known) {
            add(Terms.members(segment, holds));
        } else if (segment == null && holds) {
            conflict = new Conflict(List.of(literal), "there is no such segment, so it has no members");
        }
    }

    private void narrow(Literal literal) {
        boolean excluded = Rough.isRough(literal) && isExcluded(literal);
        literals.computeIfAbsent(literal.facet(), facet -> new ArrayList<>()).add(literal);
        if (Rough.isOfText(literal)) {
            tests.computeIfAbsent(literal.facet(), facet -> new ArrayList<>()).add(literal);
        }
        if (excluded) {
            conflict = new Conflict(literals(literal.facet()), "");
        } else {
            narrow(literal.facet(), literal.extent());
        }
    }

    private boolean isExcluded(Literal literal) {
        List<Literal> others = literals(literal.facet());
        return knowledge.budget().spend(others.size() / 8) && Rough.excludes(others, literal, knowledge.budget());
    }

    private void narrow(Facet facet, Extent extent) {
        Extent before = extent(facet);
        if (conflict != null || !knowledge.budget().spend(before.size() + extent.size())) {
            return;
        }
        Extent both = before.and(extent);
        Extent after = filtered(facet, both);
        found.put(facet, after);
        if (after.isEmpty()) {
            conflict = new Conflict(literals(facet), knowledge.about(facet));
        } else if (facet.reading().isOfAttribute()) {
            narrowTypes(facet, facet.reading().types(after));
        }
    }

    private Extent filtered(Facet facet, Extent extent) {
        if (!Rough.canFilter(facet, extent)) {
            return extent;
        }
        List<Literal> asked = tests(facet);
        return asked.isEmpty() ? extent : Rough.filter(extent, asked, knowledge.budget());
    }

    private void narrowTypes(Facet facet, Set<ValueType> seen) {
        Set<ValueType> left = EnumSet.copyOf(types(facet.name()));
        left.retainAll(seen);
        types.put(facet.name(), left);
        if (left.isEmpty()) {
            conflict = new Conflict(literalsOfAttribute(facet.name()), "no value is of both types");
        }
    }

    private List<Literal> literalsOfAttribute(Object name) {
        List<Literal> all = new ArrayList<>();
        for (Reading reading : Reading.values()) {
            if (reading.isOfAttribute()) {
                all.addAll(literals(new Facet(reading, name)));
            }
        }
        return all;
    }

    private Extent extent(Facet facet) {
        for (Conjunction each = this; each != null; each = each.base) {
            Extent known = each.found.get(facet);
            if (known != null) {
                return known;
            }
        }
        return knowledge.all(facet);
    }

    private Set<ValueType> types(Object attribute) {
        for (Conjunction each = this; each != null; each = each.base) {
            Set<ValueType> known = each.types.get(attribute);
            if (known != null) {
                return known;
            }
        }
        return EnumSet.allOf(ValueType.class);
    }

    private void settle(List<Claim.Some> alternatives) {
        int count = alternatives.size();
        for (int at = 0; at < count && goesOn(); at++) {
            settle(alternatives.get(at));
        }
    }

    private boolean goesOn() {
        return conflict == null && !knowledge.budget().isSpent();
    }

    /** Alternatives of which none is possible are a conflict; the only possible one is so. */
    private void settle(Claim.Some some) {
        Claim only = null;
        Conflict first = null;
        for (Claim part : some.parts()) {
            if (knowledge.budget().isSpent()) {
                return;
            }
            Conjunction branch = fork().add(part);
            branch.settle(branch.open);
            if (branch.conflict == null && only != null) {
                return;
            }
            only = branch.conflict == null ? part : only;
            first = first == null ? branch.conflict : first;
        }
        if (only != null) {
            add(only);
        } else if (first != null) {
            conflict = new Conflict(first.literals(), first.because());
        }
    }
}
