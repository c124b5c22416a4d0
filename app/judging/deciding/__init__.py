"""From a computed result to what everybody reads.

The rule that is fixed before judging, the shortlist, the tie-break, the decision with its reason, minutes, signatures,
the announcement at its time and the record of each category. What computes figures stays outside; marks and votes are
read through `visibility` alone.
"""
