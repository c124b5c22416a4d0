"""What a result says about its own worth, in pictures a chair can read in a minute.

Every picture stands in a table with its figures. Figures come from the result's document; nothing is computed here that
the document does not hold, and whoever may not see a category's marks by number sees no picture of them.
"""
