package dev.belay.json.reading;

import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value somewhere in a document. Asking it for a type that it does not have is noted as a violation and answered with
 * a harmless value, so that reading goes on and finds the rest; the outcome counts only if nothing was noted.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class Part {

    private static final int LONGEST_GIVEN = 60;

    private final Findings findings;
    private final @Nullable Part parent;
    private final String name;
    private final @Nullable Value value;

    private Part(Findings findings, @Nullable Part parent, String name, @Nullable Value value) {
        this.findings = findings;
        this.parent = parent;
        this.name = name;
        this.value = value;
    }

    /** The whole document. */
    public static Part root(Value value, Findings findings) {
        return new Part(findings, null, "", value);
    }

    /** A member of this part, whose absence (a null value) was noted already. */
    Part member(String name, @Nullable Value member) {
        return new Part(findings, this, name, member);
    }

    /** What lies at the end of member names and indexes that are known to be there. */
    public Part at(List<String> names) {
        Part found = this;
        for (String next : names) {
            found = found.value instanceof Value.ListValue list
                    ? found.member(next, list.items().get(Integer.parseInt(next)))
                    : found.members(found.names()).require(next);
        }
        return found;
    }

    /** Where this is, as a JSON Pointer. */
    public String path() {
        return parent == null
                ? ""
                : parent.path() + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** The value itself; JSON null when there is none. */
    public Value value() {
        return value == null ? Value.NULL : value;
    }

    /** What gathers the violations. */
    public Findings findings() {
        return findings;
    }

    /** Whether saying what is wrong here would be heard; for descriptions that cost something to make. */
    public boolean isHeard() {
        return value != null && !findings.isFull();
    }

    /** What is here, in JSON if that is short, for the end of a sentence; nothing where nobody would hear it. */
    public String given() {
        String text = isHeard() ? CanonicalJson.text(value()) : "";
        return text.length() <= LONGEST_GIVEN ? text : TypeWords.of(value());
    }

    /** Notes that this part is wrong; one that is missing was noted already. */
    public void refuse(String detail) {
        if (isHeard()) {
            findings.add(Violation.of(path(), detail));
        }
    }

    /** Notes that this part is wrong, and what is allowed. */
    public void refuse(String detail, String allowed) {
        if (isHeard()) {
            findings.add(Violation.of(path(), detail, allowed));
        }
    }

    /** The text; empty if it is not one. */
    public String text() {
        if (value instanceof Value.TextValue text) {
            return text.value();
        }
        wrongType("a text");
        return "";
    }

    /** The truth value; false if it is not one. */
    public boolean truth() {
        if (value instanceof Value.BooleanValue truth) {
            return truth.value();
        }
        wrongType("true or false");
        return false;
    }

    /** The integer; {@code least} if it is not one from {@code least} to {@code most}. */
    public long integer(long least, long most) {
        if (value instanceof Value.NumberValue number
                && number.value() == Math.rint(number.value())
                && number.value() >= least
                && number.value() <= most) {
            return (long) number.value();
        }
        String allowed = "an integer from " + least + " to " + most;
        if (value instanceof Value.NumberValue) {
            refuse("This must be " + allowed + ", and it is " + given(), allowed);
        } else {
            wrongType(allowed);
        }
        return least;
    }

    /** The items; none if it is not a list. */
    public List<Part> items() {
        List<Part> items = new ArrayList<>();
        if (value instanceof Value.ListValue list) {
            for (Value item : list.items()) {
                items.add(member(Integer.toString(items.size()), item));
            }
        } else {
            wrongType("a list");
        }
        return items;
    }

    /** The names of the members, if this is an object; nothing is noted if it is not. */
    public Set<String> names() {
        return value instanceof Value.StructureValue structure
                ? structure.members().keySet()
                : Set.of();
    }

    /** Whether there is a value at all; if not, that was noted. */
    public boolean isPresent() {
        return value != null;
    }

    /** Whether this is a text. */
    public boolean isText() {
        return value instanceof Value.TextValue;
    }

    /** Whether this is a truth value. */
    public boolean isTruth() {
        return value instanceof Value.BooleanValue;
    }

    /** Whether this is a list. */
    public boolean isList() {
        return value instanceof Value.ListValue;
    }

    /** Whether this is an object. */
    public boolean isObject() {
        return value instanceof Value.StructureValue;
    }

    /** The members of an object; when it is strict, names beyond {@code allowed} are refused. */
    public Members members(Set<String> allowed) {
        if (value instanceof Value.StructureValue structure) {
            Members members = new Members(this, structure.members());
            members.refuseOthers(allowed);
            return members;
        }
        wrongType("an object");
        return Members.unreadable(this);
    }

    private void wrongType(String wanted) {
        refuse("This must be " + wanted + ", and it is " + TypeWords.of(value()), wanted);
    }
}
